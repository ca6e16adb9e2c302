using Graph.Domains.Abstractions;
using Graph.Execution.Values;

namespace Graph.Execution.Binding;

/// <summary>The call of a mutation; it has one result.</summary>
internal sealed class MutationCall<TPayload>(ValueTask<LoadResult<TPayload>> running) : FieldCall
{
    private LoadResult<TPayload> _result;

    public override bool IsCompleted => running.IsCompleted;

    public override void OnCompleted(Action continuation) => running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);

    public override void Complete() => _result = running.GetAwaiter().GetResult();

    public override object? At(int index) => _result.IsFound ? _result.Value : _result.Failure;

    public override bool Write(DataWriter data, int index, ValueWriter writer) =>
        _result.IsFound ? ((ValueWriter<TPayload>)writer).Write(data, _result.Value!)
        : _result.Failure is { } failure ? data.WriteFailure(failure, writer.IsNonNull)
        : data.WriteNull(writer.IsNonNull);
}
