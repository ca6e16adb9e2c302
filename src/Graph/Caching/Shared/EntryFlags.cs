namespace Graph.Caching.Shared;

/// <summary>What an entry's bytes hold.</summary>
[Flags]
internal enum EntryFlags : byte
{
    None = 0,

    /// <summary>The upstream does not know the key.</summary>
    Absent = 1,

    /// <summary>It answers a read of any extent.</summary>
    Complete = 2,

    /// <summary>The body is compressed (Brotli).</summary>
    Compressed = 4,

    /// <summary>The body is encrypted (AES-256-GCM), after it was compressed.</summary>
    Encrypted = 8,
}
