using Graph.Invalidation;

namespace Graph.Caching.Writes;

/// <summary>How far an overlay knows the log.</summary>
/// <param name="Mark">The moment: of the viewer's own records the count alone, as others may be in the log before them.</param>
/// <param name="Version">The newest version of the entity that the viewer's instance knew.</param>
internal sealed record OverlayBasis(Mark Mark, long Version);
