namespace Graph.Execution.Plans;

internal sealed class ElementReader<T> : ElementReader
{
    public override int Count(object list) => ((IReadOnlyList<T>)list).Count;

    public override object? At(object list, int index) => ((IReadOnlyList<T>)list)[index];
}
