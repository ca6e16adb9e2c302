namespace Graph.TestKit.Register;

/// <summary>The part of the upstream contract that has states.</summary>
internal static class RegisterEndpoints
{
    public static IReadOnlyList<RegisterEndpoint> All { get; } =
    [
        new("GET", "/products", request => Named("product", request.Ids("ids")), (request, truth) =>
            Many(request.Ids("ids"), RegisterKeys.Product, RegisterAnswers.Product, truth)),
        new("GET", "/products/{id}", request => [$"single product:{request.Id}"], One),
        new("PATCH", "/products/{id}", Nothing, RegisterWrites.PatchProduct),
        new("GET", "/inventory", request => Named("inventory", request.Ids("productIds")), (request, truth) =>
            Many(request.Ids("productIds"), RegisterKeys.Inventory, RegisterAnswers.Inventory, truth)),
        new("POST", "/inventory/{id}/adjust", Nothing, RegisterWrites.AdjustInventory),
        new("GET", "/reviews", ReviewResources, Reviews),
        new("POST", "/reviews", Nothing, RegisterWrites.AddReview),
    ];

    private static IReadOnlyList<string> Nothing(RegisterRequest request) => [];

    private static string[] Named(string kind, IReadOnlyList<string> ids) => [.. ids.Select(id => $"{kind}:{id}")];

    private static string[] ReviewResources(RegisterRequest request) =>
        request.Text("ids") is not null ? Named("review", request.Ids("ids"))
        : request.Text("productIds") is not null ? Named("reviews:product", request.Ids("productIds"))
        : [request.Resource];

    private static RegisterReply Many(
        IReadOnlyList<string> ids, Func<string, string> keyOf, Func<string, int, object> answer, RegisterTruth truth)
    {
        var read = truth.Read(ids.Select(keyOf));
        return new RegisterReply(200)
        {
            Body = ids.Where(id => read[keyOf(id)].Exists).Select(id => answer(id, read[keyOf(id)].Number)).ToArray(),
            Read = read,
        };
    }

    private static RegisterReply One(RegisterRequest request, RegisterTruth truth)
    {
        var key = RegisterKeys.Product(request.Id);
        var read = truth.Read([key]);
        var etag = $"\"{read[key].Number}\"";
        return !read[key].Exists ? RegisterWrites.Missing with { Read = read }
            : request.IfNoneMatch == etag ? new RegisterReply(304) { ETag = etag, Read = read }
            : new RegisterReply(200) { Body = RegisterAnswers.Product(request.Id, read[key].Number), ETag = etag, Read = read };
    }

    private static RegisterReply Reviews(RegisterRequest request, RegisterTruth truth)
    {
        if (request.Text("ids") is not null)
        {
            return Many(request.Ids("ids"), RegisterKeys.Review, RegisterAnswers.Review, truth);
        }

        var isBatch = request.Text("productIds") is not null;
        var products = isBatch ? request.Ids("productIds") : [request.Text("productId") ?? ""];
        var read = truth.Read(products.SelectMany(id => RegisterKeys.ReviewsOf(id).Select(RegisterKeys.Review).Append(RegisterKeys.Reviews(id))));
        object[] pages = [.. products.Select(id => RegisterAnswers.Reviews(id, read[RegisterKeys.Reviews(id)], read))];
        return new RegisterReply(200) { Body = isBatch ? pages : pages[0], Read = read };
    }
}
