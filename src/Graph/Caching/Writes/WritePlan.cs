using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>What a mutation has said of a write.</summary>
/// <param name="Source">The source of what is written.</param>
/// <param name="Id">The entity's id; null for one that does not exist yet.</param>
internal sealed record WritePlan<T>(EntitySource<T> Source, string? Id) where T : class
{
    public Func<T, Failure?>? Check { get; set; }

    /// <summary>Whether the version is sent along, the client's or the newest.</summary>
    public bool IsExpecting { get; set; }

    /// <summary>What the client saw.</summary>
    public long? Expected { get; set; }

    public Func<T, T>? Change { get; set; }

    public bool IsIdempotent { get; set; }

    public string? ClientKey { get; set; }

    public Action<IStale, T?>? Touch { get; set; }

    /// <summary>Whether the entity is read before the write is sent.</summary>
    public bool Reads => Check is not null || (IsExpecting && Expected is null);
}
