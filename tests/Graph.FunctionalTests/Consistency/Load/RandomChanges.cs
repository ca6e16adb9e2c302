using Graph.FunctionalTests.Consistency.Announcing;
using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Writes at the upstream, and says what they make stale.</summary>
internal static class RandomChanges
{
    private static readonly Dictionary<string, string> NoData = [];

    public static Change Make(ConsistencyClient client)
    {
        var (truth, id) = (client.World.Truth, client.ProductId());
        return client.Random.Next(20) switch
        {
            < 8 => Product(truth, id, isDeleted: client.Random.Next(5) == 0),
            < 13 => Inventory(truth, id),
            < 18 => Reviews(truth, id, isEmptied: client.Random.Next(6) == 0),
            18 => Purge(truth, client.ProductIds(3)),
            _ => PurgeKind(truth, client.Random),
        };
    }

    private static Change Product(RegisterTruth truth, string id, bool isDeleted)
    {
        var key = RegisterKeys.Product(id);
        var before = truth.Read(key);
        var after = isDeleted ? truth.Delete(key) : truth.Write(key)[0];
        return new Change(isDeleted ? "product.deleted" : before.Exists ? "product.updated" : "product.created", id, after.Number, NoData, key)
        {
            Stale = [key],
            Keys = [key],
        };
    }

    private static Change Inventory(RegisterTruth truth, string id)
    {
        var key = RegisterKeys.Inventory(id);
        return new Change("inventory.changed", id, truth.Write(key)[0].Number, NoData, key) { Stale = [key], Keys = [key] };
    }

    private static Change Reviews(RegisterTruth truth, string productId, bool isEmptied)
    {
        var list = RegisterKeys.Reviews(productId);
        var reviewId = RegisterKeys.ReviewsOf(productId)[0];
        var review = RegisterKeys.Review(reviewId);
        var version = isEmptied ? truth.Write(review)[0] : truth.Write(review, list)[0];
        if (isEmptied)
        {
            truth.Delete(list);
        }

        var data = new Dictionary<string, string>(StringComparer.Ordinal) { ["productId"] = productId };
        return new Change("review.updated", reviewId, version.Number, data, review) { Stale = [review, list], Keys = [review], Tags = [list] };
    }

    /// <summary>An operator has changed things in the database, and says so: keys, and tags of lists that are as they were.</summary>
    private static Change Purge(RegisterTruth truth, IReadOnlyList<string> ids)
    {
        string[] keys = [.. ids.SelectMany(id => (string[])[RegisterKeys.Product(id), RegisterKeys.Inventory(id)])];
        string[] lists = [.. ids.Select(RegisterKeys.Reviews)];
        truth.Write(keys);
        return Change.ByOperator([.. keys, .. lists]) with { Keys = keys, Tags = lists };
    }

    private static Change PurgeKind(RegisterTruth truth, Random random)
    {
        var (pattern, keysOf) = random.Next(4) switch
        {
            0 => ("product:*", (Func<string, IEnumerable<string>>)(id => [RegisterKeys.Product(id)])),
            1 => ("inventory:?*", id => [RegisterKeys.Inventory(id)]),
            2 => ("review*", id => RegisterKeys.ReviewsOf(id).Select(RegisterKeys.Review).Append(RegisterKeys.Reviews(id))),
            _ => ("*", id => AnsweredKeys.Asked([id], [])),
        };
        return Change.ByOperator([.. truth.ProductIds.SelectMany(keysOf)]) with { Patterns = [pattern] };
    }
}
