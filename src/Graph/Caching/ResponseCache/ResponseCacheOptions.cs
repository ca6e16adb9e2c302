namespace Graph.Caching.ResponseCache;

/// <summary>The cache of whole responses. It is not built yet: the section is known, so that a deployment or a measurement that turns it
/// off starts, and every response is computed either way.</summary>
internal sealed class ResponseCacheOptions
{
    public const string SectionName = "ResponseCache";

    /// <summary>Whether whole responses are kept.</summary>
    /// <value>Default true; without effect until there is a response cache.</value>
    public bool Enabled { get; set; } = true;
}
