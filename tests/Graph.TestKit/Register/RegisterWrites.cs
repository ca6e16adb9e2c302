using System.Text.Json;

namespace Graph.TestKit.Register;

/// <summary>Writes that come through the graph. What they ask for does not matter: each makes a new state.</summary>
internal static class RegisterWrites
{
    public static RegisterReply Missing { get; } = new(404) { Body = new { status = 404, title = "There is no such thing." } };

    public static RegisterReply PatchProduct(RegisterRequest request, RegisterTruth truth)
    {
        var key = RegisterKeys.Product(request.Id);
        var isWritten = truth.TryWrite(
            key, stamp => stamp.Exists && (request.IfMatch is null || request.IfMatch == $"\"{stamp.Number}\""), out var before, out var after);
        return isWritten ? Done(key, after, RegisterAnswers.Product(request.Id, after.Number))
            : before.Exists ? new RegisterReply(409) { Body = new { type = "version-conflict", currentVersion = before.Number } }
            : Missing;
    }

    public static RegisterReply AdjustInventory(RegisterRequest request, RegisterTruth truth)
    {
        var key = RegisterKeys.Inventory(request.Id);
        return truth.TryWrite(key, stamp => stamp.Exists, out _, out var after)
            ? Done(key, after, RegisterAnswers.Inventory(request.Id, after.Number))
            : Missing;
    }

    /// <summary>The new review's id tells the number of the list's new state, which has it in its count only.</summary>
    public static RegisterReply AddReview(RegisterRequest request, RegisterTruth truth)
    {
        var productId = request.Body.GetProperty("productId").GetString()!;
        var key = RegisterKeys.Reviews(productId);
        return truth.TryWrite(key, stamp => stamp.Number > 0, out _, out var after)
            ? Done(key, after, Added(productId, request.Body, after.Number)) with { Status = 201 }
            : Missing;
    }

    private static RegisterReply Done(string key, Stamp after, object body) =>
        new(200) { Body = body, Read = new Dictionary<string, Stamp>(StringComparer.Ordinal) { [key] = after } };

    private static object Added(string productId, JsonElement draft, int number) => new
    {
        id = RegisterNames.Of(productId, number),
        productId,
        authorId = draft.GetProperty("authorId").GetString(),
        rating = draft.GetProperty("rating").GetInt32(),
        body = draft.GetProperty("body").GetString(),
        helpful = 0,
        version = 1,
        createdAt = DateTimeOffset.UnixEpoch,
        updatedAt = DateTimeOffset.UnixEpoch,
    };
}
