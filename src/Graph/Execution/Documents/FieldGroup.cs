using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>All selections that become one field of the response.</summary>
/// <param name="First">The one whose arguments count; validation sees to it that the others' are equal.</param>
/// <param name="ParentType">The type it is selected on.</param>
internal sealed record FieldGroup(GraphQLField First, string ParentType)
{
    public List<GraphQLSelectionSet> Selections { get; } = [];

    /// <summary>How many selections were merged.</summary>
    public int Count { get; private set; }

    public string Name => First.Name.StringValue;

    public void Add(GraphQLField field)
    {
        Count++;
        if (field.SelectionSet is { } selections)
        {
            Selections.Add(selections);
        }
    }
}
