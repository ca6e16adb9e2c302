namespace Graph.Execution.Values;

/// <summary>A list of leaves.</summary>
internal sealed class ListWriter<TList, TElement>(ValueWriter<TElement> elements, bool isNonNull) : ValueWriter<TList>(isNonNull)
    where TList : IReadOnlyList<TElement>
{
    public override bool Write(DataWriter data, TList value)
    {
        if (value is null)
        {
            return data.WriteNull(IsNonNull);
        }

        var mark = data.Mark();
        data.BeginList();
        for (var i = 0; i < value.Count; i++)
        {
            data.BeginElement(i);
            if (!WriteElement(data, value[i]))
            {
                return data.NullInstead(mark, IsNonNull);
            }
        }

        data.EndList();
        return true;
    }

    private bool WriteElement(DataWriter data, TElement element)
    {
        var mark = data.Mark();
        try
        {
            return elements.Write(data, element);
        }
#pragma warning disable CA1031 // A value that its type does not have is a defect of the domain: it costs its element.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            return data.WriteDefect(mark, defect, elements.IsNonNull);
        }
    }
}
