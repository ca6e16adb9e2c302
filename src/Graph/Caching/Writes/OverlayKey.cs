namespace Graph.Caching.Writes;

/// <summary>Who sees a pending change of what. The viewer is part of it for PUBLIC types as well: what is not true yet is nobody else's.</summary>
/// <param name="Source">The source's number in this process.</param>
/// <param name="Id">The entity's id.</param>
/// <param name="Viewer">The viewer's id; <see cref="CacheKey.Anonymous"/> for all who are anonymous.</param>
internal readonly record struct OverlayKey(int Source, string Id, string Viewer)
{
    /// <summary>The key for a request; null where nothing is shown. Anonymous viewers count as one where the id is what lets them read the
    /// entity (an anonymous cart); of what all may read each would see the others' changes.</summary>
    public static OverlayKey? Of(CachedSource source, string id, LoadRequest request) =>
        request.Viewer is { } viewer ? new OverlayKey(source.Number, id, viewer.Id)
        : source.Definition.IsPrivate || source.Definition.Source.HasSecretIds ? new OverlayKey(source.Number, id, CacheKey.Anonymous)
        : null;
}
