using Microsoft.AspNetCore.OpenApi;

namespace Graph.Upstreams;

internal static class OpenApiDocuments
{
    private const string Description =
        """
        Seven REST services behind the graph, over one SQLite file. Ids are strings, times RFC 3339 in UTC, money an amount with its currency.
        A single read sends its version as ETag and answers If-None-Match; a write takes If-Match and answers 409 `version-conflict` when that
        is behind. A POST with an Idempotency-Key repeats its first answer for a day. Errors are `application/problem+json`.
        """;

    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new() { Title = "Reference upstreams", Version = "1", Description = Description };
        return Task.CompletedTask;
    });
}
