using Graph.Execution.Binding;
using Graph.Execution.Plans;

namespace Graph.Execution.Running;

/// <summary>The calls that are due now. Columns that call one binding with the same arguments share a call, wherever in the response they are:
/// a fragment that is spread in two places asks upstreams once.</summary>
internal sealed class CallGathering
{
    private readonly Dictionary<(FieldBinding Binding, FieldArguments Arguments), PendingCall> _shared = [];
    private readonly List<PendingCall> _due = [];

    /// <summary>In the order in which they came up.</summary>
    public IReadOnlyList<PendingCall> Due => _due;

    /// <param name="column">Whose values are to be had.</param>
    /// <param name="isRoot">The root's fields stand for themselves: their bindings take no parents.</param>
    public void Add(Column column, bool isRoot)
    {
        var (binding, arguments) = (column.Field.Definition!.Binding!, column.Field.Arguments!);
        if (isRoot || !_shared.TryGetValue((binding, arguments), out var call))
        {
            call = new PendingCall(binding, arguments);
            _due.Add(call);
            if (!isRoot)
            {
                _shared.Add((binding, arguments), call);
            }
        }

        call.Add(column);
    }

    /// <summary>Nothing is due any more.</summary>
    public void Clear()
    {
        _due.Clear();
        _shared.Clear();
    }
}
