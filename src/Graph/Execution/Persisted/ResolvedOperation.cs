using Graph.Execution.Results;

namespace Graph.Execution.Persisted;

/// <summary>A request that has its text, or why it is not run.</summary>
internal readonly record struct ResolvedOperation(OperationRequest? Request, IReadOnlyList<GraphError> Errors)
{
    public static implicit operator ResolvedOperation(OperationRequest request) => new(request, []);

    public static implicit operator ResolvedOperation(GraphError error) => new(null, [error]);
}
