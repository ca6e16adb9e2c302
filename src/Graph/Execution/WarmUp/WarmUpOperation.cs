namespace Graph.Execution.WarmUp;

/// <summary>An operation that fills the caches, with its text and variables at hand.</summary>
internal sealed record WarmUpOperation(string Name, OperationRequest Request, bool IsCritical, TimeSpan Timeout);
