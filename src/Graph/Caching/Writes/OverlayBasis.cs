namespace Graph.Caching.Writes;

/// <summary>How far an overlay knows the log.</summary>
/// <param name="Seq">The count of records.</param>
/// <param name="Version">The newest version of the entity that the viewer's instance knew.</param>
internal sealed record OverlayBasis(long Seq, long Version);
