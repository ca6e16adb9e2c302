namespace Graph.Domains.Abstractions;

/// <summary>What an event says about the entity that it names. Data that is absent means the wider invalidation.</summary>
public static class StaleExtensions
{
    /// <summary>The entity that an event names, at the event's version; all entities of the source when it names none.</summary>
    public static IStale Changed(this IStale stale, Source source, ChangeEvent change) =>
        change.Subject is { } id ? stale.Entity(source, id, change.Version) : stale.All(source);

    /// <summary>The entity that an event says is new; all entities of the source when it names none.</summary>
    public static IStale Added(this IStale stale, Source source, ChangeEvent change) =>
        change.Subject is { } id ? stale.Added(source, id, change.Version) : stale.All(source);

    /// <summary>The entity that an event says is gone; all entities of the source when it names none.</summary>
    public static IStale Deleted(this IStale stale, Source source, ChangeEvent change) =>
        change.Subject is { } id ? stale.Deleted(source, id, change.Version) : stale.All(source);

    /// <summary>Every value of a source.</summary>
    public static IStale All(this IStale stale, Source source) => stale.Pattern(string.Concat(source.Name, ":*"));
}
