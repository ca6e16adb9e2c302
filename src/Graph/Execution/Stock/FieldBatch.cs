using Graph.Domains.Abstractions;
using Graph.Execution.Binding;

namespace Graph.Execution.Stock;

/// <summary>One field with all its parents of one level: one call.</summary>
internal sealed class FieldBatch(BatchBinding binding, Arguments arguments, OperationScope scope, Action onDispatch)
{
    private readonly List<object> _parents = [];
    private Task<LoadResult<object>[]>? _results;

    public PendingField Add(object parent)
    {
        _parents.Add(parent);
        return new PendingField(this, _parents.Count - 1);
    }

    /// <summary>The first one asked for dispatches the batch, with everything gathered so far. There is no timer.</summary>
    public async Task<LoadResult<object>> ResultAsync(int index)
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

    private async Task<LoadResult<object>[]> DispatchAsync()
    {
        onDispatch();
        try
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            return await binding.ResolveAsync(_parents, new FieldContext(arguments, scope.Load, scope.Cancellation) { Viewer = scope.Viewer });
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
            return LoadResults.AllFailed<object>(_parents.Count, Failure.Internal);
        }
    }
}
