namespace Graph.Domains.Abstractions;

/// <summary>One write of one entity, described step by step and then sent.</summary>
/// <typeparam name="T">The record behind the entity.</typeparam>
public interface IEntityWrite<T> where T : class
{
    /// <summary>Who may do this, judged by the entity as it stands before anything is sent, and again before each repetition. The entity's
    /// version goes along as <c>If-Match</c>, so what was judged is what is changed.</summary>
    /// <param name="check">Null allows; a failure (<c>FORBIDDEN</c>) is the result.</param>
    IEntityWrite<T> Allowing(Func<T, Failure?> check);

    /// <summary>Sends a version along. Without this the write is unconditional.</summary>
    /// <param name="version">What the client saw: a newer one is a conflict. Null: the newest version, and after a conflict the newest
    /// again, at most 3 times.</param>
    IEntityWrite<T> Expecting(long? version);

    /// <summary>Shows the same viewer the entity as it will be, until the outcome is known. Pure; laid over whatever the newest state is.</summary>
    IEntityWrite<T> Showing(Func<T, T> change);

    /// <summary>Makes the write repeatable under a key: the client's (the same key gives the first answer again, for a day), or one of the
    /// server's for this write alone. Only POST knows keys (upstream contract).</summary>
    IEntityWrite<T> Idempotent(string? clientKey);

    /// <summary>What falls beside the entity, when it was written and when nobody knows: lists, look-ups, other entities.</summary>
    /// <param name="stale">Called with the entity as it was known before, or null.</param>
    IEntityWrite<T> Touching(Action<IStale, T?> stale);

    /// <summary>Sends it. When the task completes the log has the record, and no later read on this instance gives anything older.</summary>
    /// <param name="call">The upstream call; gets the version for <c>If-Match</c> (null: unconditional).</param>
    /// <returns>The entity as the upstream has written it, which is in the cache now.</returns>
    ValueTask<WriteResult<T>> SendAsync(Func<long?, WriteContext, ValueTask<WriteResult<T>>> call);

    /// <summary>Sends a write whose answer is something else than the entity (an order for a cart); the entity is read anew.</summary>
    /// <param name="call">The upstream call; gets the version for <c>If-Match</c> (null: unconditional).</param>
    /// <param name="touching">What falls beside the entity, told by the answer; not called when there is none.</param>
    ValueTask<WriteResult<TAnswer>> SendAsync<TAnswer>(
        Func<long?, WriteContext, ValueTask<WriteResult<TAnswer>>> call, Action<IStale, TAnswer>? touching = null) where TAnswer : class;
}
