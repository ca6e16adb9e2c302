namespace Graph.Caching.Freshness;

/// <summary>Who may share a cached value; the SDL's enum of the same name.</summary>
internal enum CacheScope
{
    Public,
    Private,
}
