using Graph.Execution.Plans;

namespace Graph.Execution.Running;

/// <summary>Where in the response the writer stands. Kept as places in plans and lists; becomes keys and indexes when an error needs them.</summary>
internal sealed class ResponsePath
{
    private Step[] _steps = new Step[32];

    /// <summary>How many steps it has.</summary>
    public int Depth { get; set; }

    /// <summary>The innermost field.</summary>
    public FieldPlan Field
    {
        get
        {
            var depth = Depth - 1;
            while (_steps[depth].Selection is null)
            {
                depth--;
            }

            return _steps[depth].Selection!.Fields[_steps[depth].Index];
        }
    }

    /// <summary>One step further: to a field of a selection, or to an element of a list where the selection is null.</summary>
    public void Enter(SelectionPlan? selection)
    {
        if (Depth == _steps.Length)
        {
            Array.Resize(ref _steps, Depth * 2);
        }

        _steps[Depth++] = new Step { Selection = selection };
    }

    public void Leave() => Depth--;

    /// <summary>The field of the selection, or the element of the list, by its index.</summary>
    public void At(int index) => _steps[Depth - 1].Index = index;

    public object[] ToArray()
    {
        var path = new object[Depth];
        for (var i = 0; i < path.Length; i++)
        {
            var (selection, index) = (_steps[i].Selection, _steps[i].Index);
            path[i] = selection is null ? index : selection.Fields[index].ResponseKey;
        }

        return path;
    }

    /// <summary>Forgets the plans that it has seen.</summary>
    public void Clear()
    {
        Depth = 0;
        Array.Clear(_steps);
    }

    private struct Step
    {
        public SelectionPlan? Selection;
        public int Index;
    }
}
