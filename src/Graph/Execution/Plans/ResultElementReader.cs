using Graph.Domains.Abstractions;

namespace Graph.Execution.Plans;

/// <summary>Elements that fail one by one.</summary>
internal sealed class ResultElementReader<T> : ElementReader
{
    public override int Count(object list) => ((IReadOnlyList<LoadResult<T>>)list).Count;

    public override object? At(object list, int index)
    {
        var result = ((IReadOnlyList<LoadResult<T>>)list)[index];
        return result.IsFound ? result.Value : result.Failure;
    }
}
