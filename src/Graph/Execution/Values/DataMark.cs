namespace Graph.Execution.Values;

/// <summary>A place in an answer that it can be taken back to, where null may stand instead of what follows.</summary>
internal readonly record struct DataMark(int Length, int Errors, int Depth);
