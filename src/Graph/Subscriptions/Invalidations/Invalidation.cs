namespace Graph.Subscriptions.Invalidations;

/// <summary>A record as clients hear of it.</summary>
internal sealed record Invalidation(
    InvalidationKind Kind, string Position, IReadOnlyList<string> Tags, IReadOnlyList<string> Keys, IReadOnlyList<string> Patterns, DateTimeOffset At)
{
    /// <summary>Names nothing.</summary>
    public static Invalidation Empty(InvalidationKind kind, string position, DateTimeOffset at) => new(kind, position, [], [], [], at);

    public bool NamesNothing => Tags.Count == 0 && Keys.Count == 0 && Patterns.Count == 0;
}
