namespace Graph.Caching.Shared;

/// <summary>A value's bytes, made before anything is locked.</summary>
/// <param name="Json">Empty for an absence.</param>
/// <param name="Content">A hash of them.</param>
internal sealed record EncodedValue(byte[] Json, ulong Content);
