using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Plans;
using Graph.Execution.Values;

namespace Graph.Execution.Running;

/// <summary>One call of a binding for the columns that share it. It comes in, or is cut short by the request's end, whichever is first.</summary>
/// <param name="binding">What is called.</param>
/// <param name="arguments">What it is called with.</param>
internal sealed class PendingCall(FieldBinding binding, FieldArguments arguments)
{
    private const int UnderWay = 0, Arrived = 1, Abandoned = 2;

    private FieldCall? _call;
    private Failure? _failure;
    private int _state;

    public FieldBinding Binding => binding;

    public FieldArguments Arguments => arguments;

    public List<Column> Columns { get; } = [];

    /// <summary>How many parents it has.</summary>
    public int Rows { get; private set; }

    public bool IsCompleted => _failure is not null || _call!.IsCompleted;

    /// <summary>One more column that gets its values from it, with all of its rows as parents.</summary>
    public void Add(Column column)
    {
        Columns.Add(column);
        column.Take(this, Rows);
        Rows += column.Frame.Count;
    }

    /// <summary>The parents of its columns, in their order.</summary>
    public Array Parents(BatchBinding batch)
    {
        if (Columns is [var only])
        {
            return only.Frame.Parents(batch);
        }

        var parents = batch.NewParents(Rows);
        var next = 0;
        foreach (var column in Columns)
        {
            column.Frame.CopyTo(parents, next);
            next += column.Frame.Count;
        }

        return parents;
    }

    /// <summary>It has been begun.</summary>
    public void Begun(FieldCall call) => _call = call;

    /// <summary>Announces the call when it comes in. When it has been abandoned by then, its defect is logged all the same.</summary>
    public void Await(Arrivals arrivals, OperationScope scope) => _call!.OnCompleted(() =>
    {
        if (Interlocked.CompareExchange(ref _state, Arrived, UnderWay) == UnderWay)
        {
            arrivals.Add(this);
        }
        else
        {
            Complete(scope);
        }
    });

    /// <summary>Gives up waiting: what it comes to is of no use.</summary>
    /// <returns>False when it has come in already.</returns>
    public bool Abandon(Failure failure)
    {
        if (Interlocked.CompareExchange(ref _state, Abandoned, UnderWay) != UnderWay)
        {
            return false;
        }

        _failure = failure;
        return true;
    }

    /// <summary>Takes over what a completed call has come to.</summary>
    public void Complete(OperationScope scope)
    {
        try
        {
            _call?.Complete();
        }
#pragma warning disable CA1031 // The boundary to the domains: a defect in one binding costs its field, not the response.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Fail(thrown, scope);
        }
    }

    /// <summary>It has thrown. A cancellation at the request's end is no defect; anything else is.</summary>
    public void Fail(Exception thrown, OperationScope scope)
    {
        if (thrown is OperationCanceledException && scope.Cancellation.IsCancellationRequested)
        {
            _failure ??= binding is MutationBinding ? scope.Deadline.Interrupted : scope.Deadline.NotRead;
            return;
        }

        scope.ReportDefect($"{binding.Domain}: {binding.Name}", thrown);
        _failure ??= Failure.Internal;
    }

    public object? At(int index) => _failure ?? _call!.At(index);

    public bool Write(DataWriter data, int index, ValueWriter writer) =>
        _failure is null ? _call!.Write(data, index, writer) : data.WriteFailure(_failure, writer.IsNonNull);
}
