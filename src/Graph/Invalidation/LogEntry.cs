namespace Graph.Invalidation;

/// <summary>One step of a reader of the log.</summary>
/// <param name="Position">Where the reader is with it: what it resumes from.</param>
/// <param name="Record">What happened; null for a gap.</param>
/// <param name="At">When it was appended.</param>
internal readonly record struct LogEntry(Position Position, InvalidationRecord? Record, DateTimeOffset At)
{
    /// <summary>Records between the reader's last position and this one are not to be had: anything may have changed.</summary>
    public bool IsGap => Record is null;
}
