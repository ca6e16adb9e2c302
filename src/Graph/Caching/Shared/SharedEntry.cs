namespace Graph.Caching.Shared;

/// <summary>One value as the shared level keeps it.</summary>
/// <param name="Header">What judges it.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Value">Null when the upstream does not know the key.</param>
internal sealed record SharedEntry<T>(EntryHeader Header, IReadOnlyList<string> Tags, T? Value) where T : class
{
    public long? Version => Header.Version < 0 ? null : Header.Version;

    public bool Covers(int extent) => Header.Flags.HasFlag(EntryFlags.Complete) || Header.Extent >= extent;
}
