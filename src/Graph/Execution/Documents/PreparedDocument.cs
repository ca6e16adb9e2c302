using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>A document that has been parsed, with its definitions at hand.</summary>
internal sealed class PreparedDocument
{
    public PreparedDocument(GraphQLDocument ast)
    {
        Ast = ast;
        foreach (var definition in ast.Definitions)
        {
            switch (definition)
            {
                case GraphQLFragmentDefinition fragment:
                    FragmentDefinitions++;
                    Fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
                    break;
                case GraphQLOperationDefinition operation:
                    Operations.Add(operation);
                    break;
            }
        }
    }

    public GraphQLDocument Ast { get; }

    public List<GraphQLOperationDefinition> Operations { get; } = [];

    /// <summary>By name; of two with one name, which validation refuses, the first.</summary>
    public Dictionary<ROM, GraphQLFragmentDefinition> Fragments { get; } = [];

    public int FragmentDefinitions { get; }
}
