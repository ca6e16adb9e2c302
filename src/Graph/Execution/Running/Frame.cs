using Graph.Execution.Binding;
using Graph.Execution.Plans;

namespace Graph.Execution.Running;

/// <summary>All objects of one type at one place of the response: a row each, in the response's order, and a column for each field that is
/// had ahead.</summary>
internal sealed class Frame
{
    private object?[] _rows = new object?[4];
    private Array? _parents;

    public SelectionPlan Plan { get; private set; } = null!;

    /// <summary>The column whose objects they are; null at the top of the response.</summary>
    public Column? Above { get; set; }

    public int Count { get; private set; }

    public Column[] Columns { get; private set; } = [];

    public ReadOnlySpan<object?> Rows => _rows.AsSpan(0, Count);

    public void Begin(SelectionPlan plan)
    {
        Plan = plan;
        if (Columns.Length < plan.Ahead.Length)
        {
            Columns = [.. Columns, .. Enumerable.Range(Columns.Length, plan.Ahead.Length - Columns.Length).Select(_ => new Column())];
        }

        for (var i = 0; i < plan.Ahead.Length; i++)
        {
            Columns[i].Begin(this, plan.Ahead[i]);
        }
    }

    public void Add(object row)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
        }

        _rows[Count++] = row;
    }

    /// <summary>The rows as the bindings of their type take them; made once for all of these.</summary>
    public Array Parents(BatchBinding binding)
    {
        if (_parents is null)
        {
            _parents = binding.NewParents(Count);
            Array.Copy(_rows, _parents, Count);
        }

        return _parents;
    }

    public void CopyTo(Array parents, int offset) => Array.Copy(_rows, 0, parents, offset, Count);

    /// <summary>Forgets everything but its room.</summary>
    public void End()
    {
        Array.Clear(_rows, 0, Count);
        for (var i = 0; i < Plan.Ahead.Length; i++)
        {
            Columns[i].End();
        }

        Count = 0;
        _parents = null;
        Plan = null!;
        Above = null;
    }
}
