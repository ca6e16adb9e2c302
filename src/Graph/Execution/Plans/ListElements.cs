namespace Graph.Execution.Plans;

/// <summary>The elements of one list. An array of objects, as the loaders give it, is read straight; anything else as its type has it.</summary>
internal readonly ref struct ListElements
{
    private readonly object _list;
    private readonly object?[]? _array;
    private readonly ElementReader _reader;

    /// <param name="list">The list.</param>
    /// <param name="reader">How the elements of the field that it stands in are read.</param>
    public ListElements(object list, ElementReader reader)
    {
        _list = list;
        _array = list as object?[];
        _reader = reader;
        Count = _array?.Length ?? reader.Count(list);
    }

    public int Count { get; }

    public object? this[int index] => _array is null ? _reader.At(_list, index) : _array[index];
}
