namespace Graph.Invalidation.Shared;

/// <summary>One record as the stream keeps it.</summary>
/// <param name="Id">Its place within the epoch; grows by one.</param>
/// <param name="Bytes">What was appended.</param>
/// <param name="At">When, by the stream's clock.</param>
/// <param name="Age">How long ago, by the stream's clock.</param>
internal readonly record struct LogItem(long Id, ReadOnlyMemory<byte> Bytes, DateTimeOffset At, TimeSpan Age);
