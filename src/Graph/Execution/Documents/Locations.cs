using Graph.Execution.Results;
using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>Where a node of the document stands in its text.</summary>
internal static class Locations
{
    public static SourceLocation Of(GraphQLDocument document, ASTNode node)
    {
        var location = Location.FromLinearPosition(document.Source, node.Location.Start);
        return new SourceLocation(location.Line, location.Column);
    }
}
