using Graph.Domains.Abstractions;
using Graph.Execution.Values;

namespace Graph.Execution.Binding;

/// <summary>The call of a batch.</summary>
internal sealed class BatchCall<TResult>(FieldBinding binding, int parents, ValueTask<LoadResult<TResult>[]> running) : FieldCall
{
    private LoadResult<TResult>[] _results = [];

    public override bool IsCompleted => running.IsCompleted;

    public override void OnCompleted(Action continuation) => running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public override void Complete()
    {
        var results = running.GetAwaiter().GetResult();
        _results = results.Length == parents
            ? results
            : throw new InvalidOperationException(
                $"Domain {binding.Domain} answered field '{binding.Name}' with {results.Length} results for {parents} parents.");
    }

    public override object? At(int index)
    {
        ref readonly var result = ref _results[index];
        return result.IsFound ? result.Value : result.Failure;
    }

    public override bool Write(DataWriter data, int index, ValueWriter writer)
    {
        ref readonly var result = ref _results[index];
        return result.IsFound ? ((ValueWriter<TResult>)writer).Write(data, result.Value!)
            : result.Failure is { } failure ? data.WriteFailure(failure, writer.IsNonNull)
            : data.WriteNull(writer.IsNonNull);
    }
}
