using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Plans;
using Graph.Execution.Results;
using Graph.Execution.Values;

namespace Graph.Execution.Running;

/// <summary>Has every value of an operation that must be had before its response can be written. Breadth first: of all objects at one place a
/// field is one call; and each call's objects go on as soon as it has come in, whatever else is under way.</summary>
/// <remarks>One flow: bindings are never called at the same time, and nothing here needs a lock.</remarks>
internal sealed class OperationRun
{
    private static readonly object RootObject = new();

    private readonly FramePool _frames = new();
    private readonly Queue<Frame> _ready = new();
    private readonly CallGathering _gathering = new();
    private readonly List<PendingCall> _pending = [];
    private readonly Arrivals _arrivals = new();
    private readonly DataWriter _data;
    private readonly ObjectWriter _writer;
    private OperationInput _input = null!;
    private OperationScope _scope = null!;

    public OperationRun(int errorLimit)
    {
        _data = new DataWriter(errorLimit);
        _writer = new ObjectWriter(_data);
    }

    /// <summary>Whether all that it began has come in. If not, it must not be used again: who is late still writes to it.</summary>
    public bool IsClean { get; private set; } = true;

    /// <summary>The objects at the top of the response: one.</summary>
    public Frame Root { get; private set; } = null!;

    public Frame Begin(OperationInput input, OperationScope scope)
    {
        _input = input;
        _scope = scope;
        Root = _frames.Take(input.Selection);
        Root.Add(RootObject);
        return Root;
    }

    /// <summary>For a query. Completes at once when nothing has to be waited for.</summary>
    /// <exception cref="OperationCanceledException">The request has ended.</exception>
    public ValueTask ResolveAsync()
    {
        _ready.Enqueue(Root);
        return AdvanceAsync();
    }

    /// <summary>One root field after the other, each with its whole selection, as the specification has it for mutations (6.2.2).</summary>
    /// <exception cref="OperationCanceledException">The request has ended before the first one.</exception>
    public async ValueTask ResolveMutationsAsync()
    {
        // Before the first one there is nothing to keep: the request is refused as a whole.
        _scope.Cancellation.ThrowIfCancellationRequested();
        foreach (var field in Root.Plan.Ahead)
        {
            _scope.ForgetReads();
            Mutate(Root.Columns[field.Column]);
            await AdvanceAsync();
        }
    }

    /// <summary>For a subscription: the root field has its value already.</summary>
    /// <exception cref="OperationCanceledException">The request has ended.</exception>
    public ValueTask ResolveEventAsync(object? value)
    {
        foreach (var field in Root.Plan.Ahead)
        {
            var column = Root.Columns[field.Column];
            column.Set(0, Denied(field) ?? value);
            Expansion.Expand(column, _frames, _ready, _scope);
        }

        return AdvanceAsync();
    }

    /// <summary>The response to what has been resolved.</summary>
    /// <returns>Null as data when a non-null root field has failed.</returns>
    public (JsonData? Data, IReadOnlyList<GraphError> Errors) Write(CompiledOperation operation)
    {
        _data.Begin(_scope, operation.ExpectedLength);
        var hasData = _writer.Write(Root, _scope);
        var errors = _data.Errors.ToList();
        operation.ExpectedLength = _data.Buffer.Length;
        return (hasData ? new JsonData(_data.Buffer.Detach(), operation.ExpectedLength) : null, errors);
    }

    public void End()
    {
        _data.End();
        _frames.TakeBack();
        _arrivals.Clear();
        _input = null!;
        _scope = null!;
        Root = null!;
    }

    private ValueTask AdvanceAsync()
    {
        StartReady();
        return _pending.Count == 0 ? ValueTask.CompletedTask : WaitAsync();
    }

    private async ValueTask WaitAsync()
    {
        IsClean = false;
        using var end = _scope.Cancellation.UnsafeRegister(static arrivals => ((Arrivals)arrivals!).Interrupt(), _arrivals);
        while (_pending.Count > 0)
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
                return;
            }

            StartReady();
        }

        IsClean = true;
    }

    /// <summary>Calls whatever can be called now, until all that is left has to be waited for.</summary>
    private void StartReady()
    {
        do
        {
            while (_ready.TryDequeue(out var frame))
            {
                Gather(frame);
            }

            foreach (var call in _gathering.Due)
            {
                Start(call, _scope.Deadline.NotRead);
            }

            _gathering.Clear();
        }
        while (_ready.Count > 0);
    }

    private void Gather(Frame frame)
    {
        foreach (var field in frame.Plan.Ahead)
        {
            var column = frame.Columns[field.Column];
            if (Denied(field) is { } failure)
            {
                column.Fail(failure);
            }
            else if (field.Kind == FieldKind.Call)
            {
                _gathering.Add(column, isRoot: frame == Root);
            }
            else if (field.Kind == FieldKind.ObjectsAhead)
            {
                Expansion.Read(column, _scope);
                Expansion.Expand(column, _frames, _ready, _scope);
            }
        }
    }

    private void Mutate(Column column)
    {
        if (Denied(column.Field) is { } denied)
        {
            column.Fail(denied);
            return;
        }

        var call = new PendingCall(column.Field.Definition!.Binding!, column.Field.Arguments!);
        call.Add(column);
        Start(call, _scope.Deadline.NotRun);
    }

    /// <param name="call">To be begun.</param>
    /// <param name="notBegun">What its fields fail with when the request has ended already.</param>
    private void Start(PendingCall call, Failure notBegun)
    {
        if (_scope.Cancellation.IsCancellationRequested)
        {
            call.Columns.ForEach(column => column.Fail(notBegun));
            return;
        }

        try
        {
            call.Begun(Begin(call));
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

    private FieldCall Begin(PendingCall call)
    {
        var arguments = call.Arguments.Of(_input);
        if (call.Binding is BatchBinding batch)
        {
            return batch.Start(
                call.Parents(batch), new FieldContext(arguments, _scope.Load, _scope.Cancellation) { Viewer = _scope.Viewer });
        }

        return ((MutationBinding)call.Binding).Start(
            new MutationContext(arguments, _scope.Load, _scope.Write, _scope.Cancellation) { Viewer = _scope.Viewer });
    }

    private void Complete(PendingCall call)
    {
        call.Complete(_scope);
        foreach (var column in call.Columns)
        {
            Expansion.Expand(column, _frames, _ready, _scope);
        }
    }

    /// <summary>The request has ended: what is still under way is not waited for, and nothing is begun any more. What has come of a mutation
    /// so far is told.</summary>
    private void CutShort()
    {
        foreach (var call in _pending)
        {
            if (!call.Abandon(call.Binding is MutationBinding ? _scope.Deadline.Interrupted : _scope.Deadline.NotRead))
            {
                Complete(call);
            }
        }

        _pending.Clear();
        StartReady();
    }

    private Failure? Denied(FieldPlan field) =>
        _scope.Denied.Count > 0 && field.Definition is { IsGuarded: true } guarded ? _scope.Denied.GetValueOrDefault(guarded.Coordinate) : null;
}
