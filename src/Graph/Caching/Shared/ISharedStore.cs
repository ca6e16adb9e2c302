namespace Graph.Caching.Shared;

/// <summary>The level behind memory that instances share. It keeps bytes and judges nothing: readers do. It may lose, delay or corrupt what
/// it keeps; it is bounded in time, and never fails whoever asks.</summary>
internal interface ISharedStore
{
    /// <summary>Whether it is left alone for a while because it has failed or was too slow.</summary>
    bool IsPaused { get; }

    /// <summary>Reads many keys at once.</summary>
    /// <returns>What is kept of each key, in their order; null where nothing is, or nobody can say.</returns>
    ValueTask<byte[]?[]> ReadAsync(IReadOnlyList<string> keys);

    /// <summary>Writes many values at once, in the background: nobody waits for it. An older value is refused.</summary>
    void Write(IReadOnlyList<SharedWrite> writes);

    /// <summary>Takes the right to refresh keys for a time.</summary>
    /// <returns>For each key whether this instance is to do it; also where nobody can say.</returns>
    ValueTask<bool[]> TryLeaseAsync(IReadOnlyList<string> keys, TimeSpan duration);
}
