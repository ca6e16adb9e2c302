using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Explaining;

namespace Graph.Execution.Running;

/// <summary>The calls that an operation has begun and that have not come in yet.</summary>
internal sealed class CallsUnderWay(FramePool frames)
{
    private readonly List<PendingCall> _pending = [];
    private readonly Arrivals _arrivals = new();
    private OperationScope _scope = null!;

    public bool Any => _pending.Count > 0;

    /// <summary>Whether all that was begun has come in. If not, none of this must be used again: who is late still writes to it.</summary>
    public bool IsClean { get; private set; } = true;

    public void Begin(OperationScope scope) => _scope = scope;

    public void End()
    {
        _arrivals.Clear();
        _scope = null!;
    }

    /// <summary>Begins a call. One that has its results at once leaves nothing to wait for.</summary>
    /// <param name="call">To be begun.</param>
    /// <param name="notBegun">What its fields fail with when the request has ended already.</param>
    public void Start(PendingCall call, Failure notBegun)
    {
        if (_scope.Cancellation.IsCancellationRequested)
        {
            call.Columns.ForEach(column => column.Fail(notBegun));
            return;
        }

        try
        {
            call.Begun(_scope.IsExplained ? CallWithPlace(call) : Call(call));
        }
#pragma warning disable CA1031 // The boundary to the domains: a defect in one binding costs its field, not the response.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            call.Fail(thrown, _scope);
        }

        if (call.IsCompleted)
        {
            Complete(call);
            return;
        }

        _pending.Add(call);
        call.Await(_arrivals, _scope);
    }

    /// <summary>From here on the end of the request ends the wait.</summary>
    public CancellationTokenRegistration Watch() =>
        _scope.Cancellation.UnsafeRegister(static arrivals => ((Arrivals)arrivals!).Interrupt(), _arrivals);

    /// <summary>Waits until at least one call has come in. When the request has ended, none is left to wait for.</summary>
    public async ValueTask ArriveAsync()
    {
        await _arrivals.WaitAsync();
        while (_arrivals.TryTake(out var call))
        {
            _pending.Remove(call);
            Complete(call);
        }

        if (_scope.Cancellation.IsCancellationRequested)
        {
            CutShort();
        }
    }

    // What the binding asks the loaders for, now or later in its own flow, is then known to be for these fields.
    private FieldCall CallWithPlace(PendingCall call)
    {
        using var place = ReadPlace.Enter([.. call.Columns.Select(column => column.Path)]);
        return Call(call);
    }

    private FieldCall Call(PendingCall call)
    {
        var arguments = call.Arguments.Of(_scope.Input);
        return call.Binding is BatchBinding batch
            ? batch.Start(call.Parents(batch), new FieldContext(arguments, _scope.Load, _scope.Cancellation) { Viewer = _scope.Viewer })
            : ((MutationBinding)call.Binding).Start(
                new MutationContext(arguments, _scope.Load, _scope.Write, _scope.Cancellation) { Viewer = _scope.Viewer });
    }

    private void Complete(PendingCall call)
    {
        call.Complete(_scope);
        foreach (var column in call.Columns)
        {
            Expansion.Expand(column, frames, _scope);
        }
    }

    /// <summary>What is still under way is not waited for. What has come of a mutation so far is told.</summary>
    private void CutShort()
    {
        IsClean = false;
        foreach (var call in _pending)
        {
            if (!call.Abandon(call.Binding is MutationBinding ? _scope.Deadline.Interrupted : _scope.Deadline.NotRead))
            {
                Complete(call);
            }
        }

        _pending.Clear();
    }
}
