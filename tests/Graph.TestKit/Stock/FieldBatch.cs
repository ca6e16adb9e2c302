using Graph.Domains.Abstractions;
using Graph.Execution.Binding;

namespace Graph.TestKit.Stock;

/// <summary>One field with all its parents of one level: one call.</summary>
internal sealed class FieldBatch(BatchBinding binding, Arguments arguments, StockScope scope, Action onDispatch)
{
    private readonly List<object> _parents = [];
    private Task<object?[]>? _results;

    public PendingField Add(object parent)
    {
        _parents.Add(parent);
        return new PendingField(this, _parents.Count - 1);
    }

    /// <summary>The first one asked for dispatches the batch, with everything gathered so far. There is no timer.</summary>
    public async Task<object?> ResultAsync(int index)
    {
        try
        {
            // A binding that does not look at its token must not hold up the answer to a deadline.
            var results = await (_results ??= DispatchAsync()).WaitAsync(scope.Cancellation);
            return results[index];
        }
        catch (OperationCanceledException) when (scope.IsMutation && scope.Cancellation.IsCancellationRequested)
        {
            return scope.Deadline.NotRead;
        }
    }

    private async Task<object?[]> DispatchAsync()
    {
        onDispatch();
        try
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            var parents = binding.NewParents(_parents.Count);
            for (var i = 0; i < _parents.Count; i++)
            {
                parents.SetValue(_parents[i], i);
            }

            return await binding.Start(parents, new FieldContext(arguments, scope.Load, scope.Cancellation) { Viewer = scope.Viewer }).ToTask(_parents.Count);
        }
        catch (OperationCanceledException) when (scope.Cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The boundary to the domains: a defect in one binding costs its field, not the response.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            scope.ReportDefect($"{binding.Domain}: {binding.Name}", defect);
            return [.. Enumerable.Repeat<object?>(Failure.Internal, _parents.Count)];
        }
    }
}
