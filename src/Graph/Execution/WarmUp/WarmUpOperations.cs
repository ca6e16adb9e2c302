namespace Graph.Execution.WarmUp;

/// <summary>Section <c>WarmUp:Operations</c>: operations by name, in the order that the configuration gives them.</summary>
internal sealed class WarmUpOperations() : OrderedDictionary<string, WarmUpOperationOptions>(StringComparer.OrdinalIgnoreCase);
