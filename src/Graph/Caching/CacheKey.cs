namespace Graph.Caching;

/// <summary>Where a value is cached: its source, its id, and whose it is.</summary>
/// <param name="Source">The source's number in this process.</param>
/// <param name="Id">The entity's id, or the page of a list.</param>
/// <param name="Viewer">For PRIVATE types the viewer; null is shared by all. Never mixed: the viewer is part of the key.</param>
internal readonly record struct CacheKey(int Source, string Id, string? Viewer = null)
{
    /// <summary>Who reads a PRIVATE type without having signed in. No <see cref="Graph.Domains.Abstractions.Viewer"/> has an empty id.</summary>
    public const string Anonymous = "";

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal) ^ (Source * 397);
}
