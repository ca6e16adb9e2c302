namespace Graph.Invalidation.Shared;

/// <summary>A record as it was read.</summary>
/// <param name="Origin">The instance that has appended it.</param>
/// <param name="Number">That instance's number for it.</param>
/// <param name="Record">The record.</param>
internal sealed record ReadRecord(string Origin, long Number, InvalidationRecord Record);
