using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>All that a domain has said of a source, whatever the type of its values.</summary>
internal abstract class SourceDefinition(Source source, string domain)
{
    private FreshnessPolicy _policy = FreshnessPolicy.None;

    public Source Source { get; } = source;

    /// <summary>The domain, which is also the name of its upstream.</summary>
    public string Domain { get; } = domain;

    /// <summary>What metrics call it: the type of an entity, the name of a look-up or list. Unique, and from a bounded set.</summary>
    public abstract string Label { get; }

    /// <summary>How fresh its values are; set once the SDL has been read, and replaced as a whole when the settings change.</summary>
    public FreshnessPolicy Policy
    {
        get => Volatile.Read(ref _policy);
        set => Volatile.Write(ref _policy, value);
    }

    /// <summary>Whether its domain listens to change events: then a log that can't be read leaves changes unknown.</summary>
    public bool HasEvents { get; set; }

    /// <summary>The most keys one call takes; from <c>Upstreams:&lt;Name&gt;:MaxBatchSize</c>.</summary>
    public int MaxBatchSize { get; set; } = 100;

    /// <summary>Whether its fetches carry the viewer's own bearer token: said by the domain, or by <c>ForwardToken</c> of its upstream.</summary>
    public bool FetchesAsViewer { get; set; }

    /// <summary>Whether the domain has said how one value is read by itself, with its version as ETag.</summary>
    public virtual bool HasSingleRead => false;

    /// <summary>Whether what there is a copy of is read by itself, and only if it has changed: <c>Upstreams:&lt;Name&gt;:ConditionalRefresh</c>.</summary>
    public bool RefreshesConditionally { get; set; }

    /// <summary>Whether its values belong to one viewer each.</summary>
    public bool IsPrivate => Policy.Scope == CacheScope.Private;

    /// <summary>What is missing in the definition, for the start-up check; null when complete.</summary>
    public abstract string? Problem { get; }

    /// <summary>Why nothing of this source may be read for a request; null when it may.</summary>
    public Failure? RefusalOf(LoadRequest request) => FetchesAsViewer && request is not { Viewer: not null, Token: not null }
        ? new Failure(
            ErrorCodes.Unauthenticated,
            $"'{Source.Policy}' is read as the signed-in viewer. Sign in, and send the token as 'Authorization: Bearer <token>'.")
        : null;

    /// <summary>Makes the part of the cache that holds the source's values.</summary>
    public abstract CachedSource CreateCache(CacheParts parts, int number);
}
