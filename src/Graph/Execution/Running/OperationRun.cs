using Graph.Domains.Abstractions;
using Graph.Execution.Plans;
using Graph.Execution.Results;
using Graph.Execution.Values;

namespace Graph.Execution.Running;

/// <summary>Has every value of an operation that must be had before its response can be written, and writes it. Breadth first: of all objects
/// at one place a field is one call; and each call's objects go on as soon as it has come in, whatever else is under way.</summary>
/// <remarks>One flow: bindings are never called at the same time, and nothing here needs a lock. Used again for other operations.</remarks>
internal sealed class OperationRun
{
    private static readonly object RootObject = new();

    private readonly FramePool _frames = new();
    private readonly CallGathering _gathering = new();
    private readonly CallsUnderWay _calls;
    private readonly DataWriter _data;
    private readonly ObjectWriter _writer;
    private OperationScope _scope = null!;

    public OperationRun(int errorLimit)
    {
        _calls = new CallsUnderWay(_frames);
        _data = new DataWriter(errorLimit);
        _writer = new ObjectWriter(_data);
    }

    /// <summary>Whether it can be used again.</summary>
    public bool IsClean => _calls.IsClean;

    /// <summary>The object at the top of the response, in its frame.</summary>
    public Frame Root { get; private set; } = null!;

    public void Begin(OperationScope scope)
    {
        _scope = scope;
        _calls.Begin(scope);
        Root = _frames.Take(scope.Input.Selection);
        Root.Add(RootObject);
    }

    /// <summary>For a query. Completes at once when nothing has to be waited for.</summary>
    public ValueTask ResolveAsync()
    {
        _frames.Ready.Enqueue(Root);
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
    public ValueTask ResolveEventAsync(object? value)
    {
        foreach (var field in Root.Plan.Ahead)
        {
            var column = Root.Columns[field.Column];
            column.Set(0, Denied(field) ?? value);
            Expansion.Expand(column, _frames, _scope);
        }

        return AdvanceAsync();
    }

    /// <summary>The response to what has been resolved.</summary>
    /// <returns>Null as data when a non-null root field has failed.</returns>
    public (JsonData? Data, IReadOnlyList<GraphError> Errors) Write(CompiledOperation operation)
    {
        _data.Begin(_scope, operation.ExpectedLength);
        var hasData = _writer.Write(Root, _scope);
        var length = _data.Buffer.Length;
        operation.ExpectedLength = length;
        return (hasData ? new JsonData(_data.Buffer.Detach(), length) : null, _data.Errors.ToList());
    }

    public void End()
    {
        _data.End();
        _calls.End();
        _frames.TakeBack();
        _scope = null!;
        Root = null!;
    }

    private ValueTask AdvanceAsync()
    {
        StartReady();
        return _calls.Any ? WaitAsync() : ValueTask.CompletedTask;
    }

    private async ValueTask WaitAsync()
    {
        using var watch = _calls.Watch();
        while (_calls.Any)
        {
            await _calls.ArriveAsync();
            StartReady();
        }
    }

    /// <summary>Calls whatever can be called now, until all that is left has to be waited for.</summary>
    private void StartReady()
    {
        while (_frames.Ready.Count > 0)
        {
            while (_frames.Ready.TryDequeue(out var frame))
            {
                Gather(frame);
            }

            foreach (var call in _gathering.Due)
            {
                _calls.Start(call, _scope.Deadline.NotRead);
            }

            _gathering.Clear();
        }
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
                Expansion.Expand(column, _frames, _scope);
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
        _calls.Start(call, _scope.Deadline.NotRun);
    }

    private Failure? Denied(FieldPlan field) =>
        _scope.Denied.Count > 0 && field.Definition is { IsGuarded: true } guarded ? _scope.Denied.GetValueOrDefault(guarded.Coordinate) : null;
}
