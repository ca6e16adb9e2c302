using System.Reflection;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Idempotency;

/// <summary>Runs the write of one request: once per idempotency key, and all of it or nothing.</summary>
internal sealed class WriteRequest(Database database, IdempotencyKey? key, CancellationToken aborted)
{
    public static ValueTask<WriteRequest> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return ValueTask.FromResult(new WriteRequest(
            context.RequestServices.GetRequiredService<Database>(), context.Features.Get<IdempotencyKey>(), context.RequestAborted));
    }

    public Task<Answer> RunAsync<T>(Func<WriteTransaction, Outcome<T>> work, Func<T, Answer> success)
        where T : class =>
        database.WriteAsync(write => RunOnce(write, () => work(write).ToAnswer(success)), aborted);

    private Answer RunOnce(WriteTransaction write, Func<Answer> work)
    {
        if (key is not null && IdempotencyStore.Find(write, key) is { } earlier)
            return earlier;
        var answer = work();
        if (!answer.IsSuccess)
            write.Undo();

        // A version conflict has refused to carry the request out; with the right version the same key may still do so.
        if (key is not null && !answer.IsVersionConflict)
            IdempotencyStore.Keep(write, key, answer);
        return answer;
    }
}
