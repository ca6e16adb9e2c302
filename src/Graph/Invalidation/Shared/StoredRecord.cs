namespace Graph.Invalidation.Shared;

/// <summary>A record's JSON; short names, since there may be many.</summary>
internal sealed record StoredRecord
{
    public int V { get; init; }

    /// <summary>Origin.</summary>
    public string? O { get; init; }

    /// <summary>The origin's number.</summary>
    public long N { get; init; }

    public IReadOnlyList<StoredKey>? K { get; init; }

    public IReadOnlyList<string>? T { get; init; }

    public IReadOnlyList<string>? P { get; init; }

    /// <summary>Domains that are alive.</summary>
    public IReadOnlyList<string>? A { get; init; }

    /// <summary>Forgets versions.</summary>
    public bool F { get; init; }

    /// <summary>Where it was first; absent unless it is appended again.</summary>
    public string? W { get; init; }
}
