using System.Globalization;
using Graph.Execution.Documents;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>Compiles what operations cost.</summary>
internal sealed class CostPlanner(SchemaModel model, FieldTypes types, LimitOptions limits)
{
    /// <summary>Introspection answers from memory, but with much: twenty whole schemas are the most that one request gets.</summary>
    private const long IntrospectionCost = 1_000;

    /// <summary>All selected fields count, whatever <c>@skip</c> and <c>@include</c> say.</summary>
    public CostPlan Plan(PreparedDocument document, GraphQLOperationDefinition operation, OperationUses uses) =>
        new(Plan([operation.SelectionSet], operation.Operation.ToString(), new FieldCollector(document), uses), document, limits);

    private CostField[] Plan(IEnumerable<GraphQLSelectionSet> sets, string parentType, FieldCollector collector, OperationUses uses) =>
        [.. collector.Collect(sets, parentType).Select(group => Plan(group, collector, uses))];

    private CostField Plan(FieldGroup group, FieldCollector collector, OperationUses uses)
    {
        if (types.Find(group.ParentType, group.Name) is not { } field)
        {
            return new CostField(group.First, group.Name is "__schema" or "__type" ? IntrospectionCost : 0, []);
        }

        var type = SdlIndex.NamedType(field.Type);
        var size = model.Costs.ListSizeOf(group.ParentType, group.Name);
        var below = group.Selections.Count == 0 ? [] : Plan(group.Selections, type, collector, uses);
        return new CostField(group.First, model.Costs.WeightOf(group.ParentType, group.Name, type), below)
        {
            IsList = field.Type is GraphQLListType or GraphQLNonNullType { Type: GraphQLListType },
            Size = size,
            Slicing = [.. (size?.SlicingArguments ?? []).Select(name => (name, DefaultOf(field, name)))],
            Arguments = uses.ArgumentsOf(group.First),
        };
    }

    private static int? DefaultOf(GraphQLFieldDefinition field, string argument) =>
        field.Arguments?.Items.Find(known => known.Name.Value == argument)?.DefaultValue is GraphQLIntValue number
            ? int.Parse(number.Value.Span, CultureInfo.InvariantCulture)
            : null;
}
