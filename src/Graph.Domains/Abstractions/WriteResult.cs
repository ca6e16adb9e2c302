namespace Graph.Domains.Abstractions;

/// <summary>What came of a write. Closed: one of the nested records.</summary>
/// <typeparam name="T">What the upstream answers when it has written.</typeparam>
public abstract record WriteResult<T>
{
    private WriteResult()
    {
    }

    /// <summary>Written.</summary>
    /// <param name="Value">The upstream's answer.</param>
    public sealed record Done(T Value) : WriteResult<T>;

    /// <summary>Not written: the upstream has a newer version than the one that the change was based on (409 of type <c>version-conflict</c>).</summary>
    /// <param name="CurrentVersion">The upstream's version now.</param>
    public sealed record Conflict(long CurrentVersion) : WriteResult<T>;

    /// <summary>Not written: what it would change does not exist (404).</summary>
    public sealed record NotFound : WriteResult<T>;

    /// <summary>Not written: the upstream says no for a reason of its own (400, 409, 422).</summary>
    /// <param name="Problem">The reason.</param>
    public sealed record Refused(Problem Problem) : WriteResult<T>;

    /// <summary>An error of the field. With <see cref="ErrorCodes.OutcomeUnknown"/> nobody knows whether it was written;
    /// with any other code it was not, as far as the upstream says.</summary>
    /// <param name="Failure">What the client is told.</param>
    public sealed record Failed(Failure Failure) : WriteResult<T>
    {
        /// <summary>Whether something may have been written all the same: then what it would have changed is read anew. False only where
        /// nothing has reached the upstream, or it has said that it did nothing.</summary>
        public bool MayBeWritten { get; init; } = true;
    }

    /// <summary>The answer turned into another; every other outcome stays.</summary>
    public WriteResult<TOther> Select<TOther>(Func<T, TOther> map) => this switch
    {
        Done done => new WriteResult<TOther>.Done(map(done.Value)),
        Conflict conflict => new WriteResult<TOther>.Conflict(conflict.CurrentVersion),
        NotFound => new WriteResult<TOther>.NotFound(),
        Refused refused => new WriteResult<TOther>.Refused(refused.Problem),
        _ => new WriteResult<TOther>.Failed(((Failed)this).Failure) { MayBeWritten = ((Failed)this).MayBeWritten },
    };
}
