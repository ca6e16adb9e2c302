using Graph.Execution.Results;
using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>What can be counted in one pass over the text as it stands: fragments, directives at one place, aliases of one field.</summary>
internal sealed class DocumentLimits
{
    private readonly LimitOptions _limits;
    private readonly Dictionary<ROM, int> _aliases = [];

    private DocumentLimits(LimitOptions limits) => _limits = limits;

    public static GraphError? Check(PreparedDocument document, LimitOptions limits)
    {
        if (document.FragmentDefinitions > limits.Fragments)
        {
            return LimitErrors.Exceeded("The document has more than {0} fragments", limits.Fragments, nameof(limits.Fragments));
        }

        var check = new DocumentLimits(limits);
        foreach (var definition in document.Ast.Definitions)
        {
            if (check.Check(definition) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>Recursion is bounded by the depth that the parser allows.</summary>
    private GraphError? Check(ASTNode node)
    {
        if (node is IHasDirectivesNode { Directives: { } directives } && directives.Count > _limits.Directives)
        {
            return LimitErrors.Exceeded("One place of the document has more than {0} directives", _limits.Directives, nameof(_limits.Directives));
        }

        if (node is GraphQLField { Alias: not null } field && CountAlias(field) > _limits.Aliases)
        {
            return LimitErrors.Exceeded($"The document has more than {{0}} aliases of field '{field.Name.StringValue}'", _limits.Aliases, nameof(_limits.Aliases));
        }

        foreach (var child in Children(node))
        {
            if (Check(child) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private int CountAlias(GraphQLField field) => _aliases[field.Name.Value] = _aliases.GetValueOrDefault(field.Name.Value) + 1;

    private static IEnumerable<ASTNode> Children(ASTNode node)
    {
        var selections = node is IHasSelectionSetNode { SelectionSet: { } set } ? set.Selections : [];
        return node is GraphQLOperationDefinition { Variables: { } variables } ? variables.Items.Concat(selections) : selections;
    }
}
