using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

internal sealed class EntityWrite<T>(WriteParts parts, CachedSource<T> cache, EntitySource<T> source, string? id, LoadRequest request)
    : IEntityWrite<T> where T : class
{
    private readonly WritePlan<T> _plan = new(source, id);

    public IEntityWrite<T> Allowing(Func<T, Failure?> check)
    {
        MustExist();
        _plan.Check = check;
        return this;
    }

    public IEntityWrite<T> Expecting(long? version)
    {
        MustExist();
        (_plan.IsExpecting, _plan.Expected) = (true, version);
        return this;
    }

    public IEntityWrite<T> Showing(Func<T, T> change)
    {
        MustExist();
        _plan.Change = change;
        return this;
    }

    public IEntityWrite<T> Idempotent(string? clientKey)
    {
        (_plan.IsIdempotent, _plan.ClientKey) = (true, clientKey);
        return this;
    }

    public IEntityWrite<T> Touching(Action<IStale, T?> stale)
    {
        _plan.Touch = stale;
        return this;
    }

    public async ValueTask<WriteResult<T>> SendAsync(Func<long?, WriteContext, ValueTask<WriteResult<T>>> call)
    {
        var run = RunOf(call);
        return await run.SendAsync(run.Records.WrittenAsync);
    }

    public async ValueTask<WriteResult<TAnswer>> SendAsync<TAnswer>(
        Func<long?, WriteContext, ValueTask<WriteResult<TAnswer>>> call, Action<IStale, TAnswer>? touching = null) where TAnswer : class
    {
        var run = RunOf(call);
        return await run.SendAsync((answer, _, overlay) => run.Records.WrittenAsync(answer, touching, overlay));
    }

    private WriteRun<T, TAnswer> RunOf<TAnswer>(Func<long?, WriteContext, ValueTask<WriteResult<TAnswer>>> call) where TAnswer : class
    {
        var token = cache.Definition.FetchesAsViewer && request.Viewer is not null ? request.Token : null;
        return new WriteRun<T, TAnswer>(
            parts, cache.Writes, _plan, request, new WriteCall(request, token, IdempotencyKey(), parts.Stopping), call);
    }

    private string? IdempotencyKey() =>
        !_plan.IsIdempotent ? null
        : _plan.ClientKey is { } clientKey ? IdempotencyKeys.Of(source, id, request.Viewer, clientKey)
        : IdempotencyKeys.Random();

    private void MustExist()
    {
        if (id is null)
        {
            throw new InvalidOperationException($"A write that makes a new '{source.Name}' has nothing before it to judge, to expect or to show.");
        }
    }
}
