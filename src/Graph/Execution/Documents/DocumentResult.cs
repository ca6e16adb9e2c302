using Graph.Execution.Results;

namespace Graph.Execution.Documents;

/// <summary>A valid document, or what is wrong with it.</summary>
internal readonly record struct DocumentResult(PreparedDocument? Document, IReadOnlyList<GraphError> Errors)
{
    public static implicit operator DocumentResult(PreparedDocument document) => new(document, []);

    public static implicit operator DocumentResult(GraphError error) => new(null, [error]);
}
