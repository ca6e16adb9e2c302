namespace Graph.Domains.Abstractions;

/// <summary>Gathers what a change makes stale; it becomes ONE record of the invalidation log, so it is atomic.</summary>
public interface IStale
{
    /// <summary>An entity. With a version, cached values of that version or newer stay, and older ones are refused from now on.</summary>
    IStale Entity(Source source, string id, long? version = null);

    /// <summary>An entity that there was not before: as <see cref="Entity"/>, and told by subscriptions to what is added.</summary>
    IStale Added(Source source, string id, long? version = null);

    /// <summary>An entity that is gone: its key falls, and the floor that an earlier version has set is lifted.</summary>
    IStale Deleted(Source source, string id, long? version = null);

    /// <summary>Everything that carries a tag. It is written down as it is: never make one of an id that is a secret
    /// (<see cref="Source.HasSecretIds"/>).</summary>
    IStale Tag(string tag);

    /// <summary>Everything whose key or tag matches a glob, e.g. <c>recommendations:*</c>.</summary>
    IStale Pattern(string glob);
}
