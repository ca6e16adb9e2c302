using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>A nullable variable of a document that stands where null is not allowed, as one that is not nullable.</summary>
internal sealed class StrictVariable : GraphQLVariableDefinition
{
    public StrictVariable(GraphQLVariableDefinition loose)
        : base(loose.Variable, new GraphQLNonNullType(loose.Type))
    {
        Loose = loose;
        DefaultValue = loose.DefaultValue;
        Location = loose.Location;
    }

    /// <summary>As the document has it.</summary>
    public GraphQLVariableDefinition Loose { get; }

    /// <summary>The library's own class keeps none.</summary>
    public override GraphQLLocation Location { get; set; }
}
