namespace Graph.Execution.Results;

/// <summary>A place in the document's text, both from 1.</summary>
internal readonly record struct SourceLocation(int Line, int Column);
