using Graph.Execution.Results;

namespace Graph.Execution;

/// <summary>Runs operations for every transport.</summary>
internal interface IOperationExecutor
{
    /// <summary>Never throws for what a client sends, nor for what an upstream does.</summary>
    /// <returns>With <see cref="OperationResult.Stream"/> for a subscription that has started, which only a request that takes it gets.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    Task<OperationResult> ExecuteAsync(OperationRequest request, CancellationToken clientGone);
}
