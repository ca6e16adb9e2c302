namespace Graph.Invalidation.Shared;

/// <summary>A key of a <see cref="StoredRecord"/>.</summary>
internal sealed record StoredKey
{
    public required string K { get; init; }

    public long? V { get; init; }

    /// <summary>Deleted.</summary>
    public bool D { get; init; }

    /// <summary>New. A reader that does not know it takes it for any change.</summary>
    public bool N { get; init; }
}
