using Graph.Invalidation;

namespace Graph.Caching.Shared;

/// <summary>One value on its way to the shared level.</summary>
/// <param name="Key">Its key there.</param>
/// <param name="Bytes">The entry, beginning with an <see cref="EntryHeader"/>.</param>
/// <param name="Lifetime">After that it is of no use.</param>
/// <param name="ForgottenAt">What was kept before this position is replaced whatever its version: a purge or deletion has ended it.</param>
internal readonly record struct SharedWrite(string Key, ReadOnlyMemory<byte> Bytes, TimeSpan Lifetime, Position ForgottenAt);
