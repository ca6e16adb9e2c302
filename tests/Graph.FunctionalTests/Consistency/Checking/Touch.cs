namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>Something under way that may make a second fetch of a key necessary: an announcement, a mutation, an outage.</summary>
internal sealed class Touch(long start)
{
    private long _end = long.MaxValue;

    public long Start => start;

    /// <summary>For ever while it goes on.</summary>
    public long End => Volatile.Read(ref _end);

    public void EndAt(long at) => Volatile.Write(ref _end, at);
}
