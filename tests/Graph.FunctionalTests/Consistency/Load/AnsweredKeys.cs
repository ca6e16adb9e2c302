using System.Text.Json;
using Graph.TestKit.Register;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Which states of which keys an answer tells of. Every field follows from the state's number, so that a mixture of two is seen.</summary>
internal static class AnsweredKeys
{
    /// <summary>The keys that a read may have asked an upstream for.</summary>
    public static IReadOnlyList<string> Asked(IReadOnlyList<string> productIds, IReadOnlyList<string> reviewIds) =>
    [
        .. productIds.SelectMany(id => (string[])[RegisterKeys.Product(id), RegisterKeys.Inventory(id), RegisterKeys.Reviews(id)]),
        .. productIds.SelectMany(RegisterKeys.ReviewsOf).Concat(reviewIds).Select(RegisterKeys.Review),
    ];

    /// <param name="answer">Without errors: so that null is an absence.</param>
    /// <param name="productIds">What <c>productsById</c> was asked for.</param>
    /// <param name="reviewIds">The one that <c>review</c> was asked for, if that was it.</param>
    /// <param name="found">Told what does not fit together.</param>
    public static IEnumerable<(string Key, int? Version)> Of(
        GraphQLAnswer answer, IReadOnlyList<string> productIds, IReadOnlyList<string> reviewIds, Action<string> found) =>
        reviewIds.Count > 0
            ? Entity(RegisterKeys.Review(reviewIds[0]), reviewIds[0], answer.At("review"), "body", found)
            : productIds.Zip(answer.At("productsById").EnumerateArray()).SelectMany(pair => Product(pair.First, pair.Second, found));

    private static IEnumerable<(string Key, int? Version)> Product(string id, JsonElement product, Action<string> found)
    {
        foreach (var read in Entity(RegisterKeys.Product(id), id, product, "name", found))
        {
            yield return read;
        }

        if (product.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        if (product.TryGetProperty("inventory", out var inventory))
        {
            foreach (var read in Entity(RegisterKeys.Inventory(id), id, inventory, "warehouse", found))
            {
                yield return read;
            }
        }

        if (product.TryGetProperty("reviews", out var reviews))
        {
            foreach (var read in Reviews(id, reviews, found))
            {
                yield return read;
            }
        }
    }

    private static IEnumerable<(string Key, int? Version)> Entity(string key, string id, JsonElement entity, string named, Action<string> found)
    {
        if (entity.ValueKind == JsonValueKind.Null)
        {
            yield return (key, null);
            yield break;
        }

        var version = entity.GetProperty("version").GetInt32();
        if (entity.GetProperty(named).GetString() != RegisterNames.Of(id, version))
        {
            found($"a mixture of two states of {key}");
        }

        yield return (key, version);
    }

    private static IEnumerable<(string Key, int? Version)> Reviews(string productId, JsonElement reviews, Action<string> found)
    {
        var total = reviews.GetProperty("totalCount").GetInt32();
        var average = reviews.GetProperty("averageRating") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : (double?)null;
        var ids = reviews.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!);
        if (average != (total == 0 ? null : RegisterNames.AverageOf(total)) || !ids.SequenceEqual(total == 0 ? [] : RegisterKeys.ReviewsOf(productId)))
        {
            found($"a mixture of two states of {RegisterKeys.Reviews(productId)}");
        }

        return reviews.GetProperty("nodes").EnumerateArray()
            .SelectMany(node => Entity(RegisterKeys.Review(node.GetProperty("id").GetString()!), node.GetProperty("id").GetString()!, node, "body", found))
            .Prepend((RegisterKeys.Reviews(productId), total == 0 ? null : total));
    }
}
