using Graph.Domains.Abstractions;

namespace Graph.Execution.Values;

/// <summary>Elements of a list that fail one by one.</summary>
internal sealed class LoadResultWriter<T>(ValueWriter<T> inner) : ValueWriter<LoadResult<T>>(inner.IsNonNull)
{
    public override bool Write(DataWriter data, LoadResult<T> value) =>
        value.IsFound ? inner.Write(data, value.Value!)
        : value.Failure is { } failure ? data.WriteFailure(failure, IsNonNull)
        : data.WriteNull(IsNonNull);
}
