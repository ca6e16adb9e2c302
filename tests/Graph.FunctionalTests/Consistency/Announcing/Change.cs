namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>Something that has changed at the upstream, in the words of an event and in those of an operator.</summary>
/// <param name="Type">The event's type; null where only an operator can say it.</param>
/// <param name="Subject">The event's subject.</param>
/// <param name="Version">The new version of the subject.</param>
/// <param name="Data">The event's other data.</param>
/// <param name="Versioned">The key that the event's version is about: reads of it may be of that version. Null when it has none.</param>
internal sealed record Change(string? Type, string? Subject, int? Version, IReadOnlyDictionary<string, string> Data, string? Versioned)
{
    /// <summary>The event's id: the same, however often it is told.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>All keys that become stale.</summary>
    public required IReadOnlyList<string> Stale { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Patterns { get; init; } = [];

    public bool IsDeletion => Type == "product.deleted";

    /// <summary>As an operator says it.</summary>
    public static Change ByOperator(IReadOnlyList<string> stale) =>
        new(null, null, null, new Dictionary<string, string>(), null) { Stale = stale };
}
