using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>Judges, sends and touches in the engine's order, without cache, log or repetition.</summary>
internal sealed class FakeEntityWrite<T>(EntitySource<T> source, T? before, string what) : IEntityWrite<T> where T : class
{
    private Func<T, Failure?>? _check;
    private Action<IStale, T?> _touch = (_, _) => { };

    public RecordedWrite Record { get; } = new(what);

    public IEntityWrite<T> Allowing(Func<T, Failure?> check)
    {
        _check = check;
        return this;
    }

    public IEntityWrite<T> Expecting(long? version)
    {
        (Record.IsExpecting, Record.Expected) = (true, version);
        return this;
    }

    public IEntityWrite<T> Showing(Func<T, T> change)
    {
        Record.Shown = before is null ? null : change(before);
        return this;
    }

    public IEntityWrite<T> Idempotent(string? clientKey)
    {
        (Record.IsIdempotent, Record.ClientKey) = (true, clientKey);
        return this;
    }

    public IEntityWrite<T> Touching(Action<IStale, T?> stale)
    {
        _touch = stale;
        return this;
    }

    public ValueTask<WriteResult<T>> SendAsync(Func<long?, WriteContext, ValueTask<WriteResult<T>>> call) => SendAsync<T>(call);

    public async ValueTask<WriteResult<TAnswer>> SendAsync<TAnswer>(
        Func<long?, WriteContext, ValueTask<WriteResult<TAnswer>>> call, Action<IStale, TAnswer>? touching = null) where TAnswer : class
    {
        if (_check is not null && before is null)
            return new WriteResult<TAnswer>.NotFound();
        if (before is not null && _check?.Invoke(before) is { } failure)
            return new WriteResult<TAnswer>.Failed(failure);

        var result = await call(Version(), new FakeWriteContext(Record.IsIdempotent ? Record.ClientKey ?? FakeWriter.ServerKey : null));
        var stale = new FakeStale();
        if (result is WriteResult<TAnswer>.Done or WriteResult<TAnswer>.Failed { Failure.Code: ErrorCodes.OutcomeUnknown })
            _touch(stale, before);
        if (result is WriteResult<TAnswer>.Done done)
            touching?.Invoke(stale, done.Value);
        Record.Touched = stale.Touched;
        return result;
    }

    // What was judged is what is changed, so a check alone sends the version as well.
    private long? Version() =>
        Record.Expected ?? (Record.IsExpecting || _check is not null ? before is null ? null : source.Version?.Invoke(before) : null);
}
