using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>A call that has reached the upstream and waits for the test to let it be read, and then to let it return.</summary>
internal sealed class GatedCall<TKey, T>(IReadOnlyList<TKey> keys, FetchContext context, Func<TKey, LoadResult<T>> truth)
{
    private readonly TaskCompletionSource<LoadResult<T>[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LoadResult<T>[]? _read;

    public IReadOnlyList<TKey> Keys => keys;

    public FetchContext Context => context;

    public bool IsRead => _read is not null;

    public Task<LoadResult<T>[]> Task => _answer.Task;

    /// <summary>The upstream reads its data: what is true now is what the answer will say, however late it arrives.</summary>
    public GatedCall<TKey, T> Read()
    {
        _read ??= [.. keys.Select(truth)];
        return this;
    }

    /// <summary>The answer arrives.</summary>
    public void Return()
    {
        Read();
        _answer.TrySetResult(_read!);
    }

    public void Fail(Failure failure) => _answer.TrySetResult(LoadResults.AllFailed<T>(keys.Count, failure));
}
