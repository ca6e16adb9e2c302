namespace Graph.Upstreams.Http;

/// <summary>Texts of the OpenAPI document that many endpoints share.</summary>
internal static class Descriptions
{
    public const string Ids = "At most 100 ids, separated by commas. Unknown ones are left out of the answer.";
    public const string IfMatch = "With If-Match, only the version that it names is written; 409 'version-conflict' tells the current one.";
    public const string Patch = $"Fields that are absent or null stay as they are. {IfMatch}";
    public const string First = "Items of a page, at most 100.";
    public const string After = "'nextCursor' of the previous page.";
    public const string UpdatedSince = "An RFC 3339 time; what was written at it or later is in the feed.";
}
