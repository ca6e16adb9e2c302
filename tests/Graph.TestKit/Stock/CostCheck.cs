using System.Collections;
using System.Globalization;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.TestKit.Stock;

/// <summary>What an operation costs with the variables of this request, and whether it asks for more items than it may.
/// Runs for each request, also when the document is known: the variables are not.</summary>
internal sealed class CostCheck(SchemaModel model, FieldTypes types, LimitOptions limits)
{
    /// <summary>Introspection answers from memory, but with much: twenty whole schemas are the most that one request gets.</summary>
    private const long IntrospectionCost = 1_000;

    public IReadOnlyList<GraphError> Check(PreparedDocument document, GraphQLOperationDefinition operation, Func<GraphQLField, string, object?> argument)
    {
        var run = new Run(this, document, argument);
        var cost = run.CostOf([operation.SelectionSet], operation.Operation.ToString(), sized: null);
        if (run.Errors.Count > 0)
        {
            return ErrorList.Capped(run.Errors, limits.Errors);
        }

        return cost <= limits.Cost
            ? []
            : [new GraphError(ErrorCodes.CostLimitExceeded,
                $"The operation costs more than {limits.Cost} ({LimitOptions.SectionName}:{nameof(limits.Cost)}): select less, or ask for fewer items.")];
    }

    private sealed class Run(CostCheck check, PreparedDocument document, Func<GraphQLField, string, object?> argument)
    {
        private readonly FieldCollector _collector = new(document);

        public List<GraphError> Errors { get; } = [];

        /// <param name="sets">The selections of one parent.</param>
        /// <param name="parentType">Its type.</param>
        /// <param name="sized">The list sizes that a connection gives to its fields.</param>
        public long CostOf(IEnumerable<GraphQLSelectionSet> sets, string parentType, (IReadOnlyList<string> Fields, int Size)? sized) =>
            _collector.Collect(sets, parentType).Aggregate(0L, (sum, group) => Saturated(sum + CostOf(group, sized)));

        private long CostOf(FieldGroup group, (IReadOnlyList<string> Fields, int Size)? sized)
        {
            if (check.Find(group) is not { } field)
            {
                return group.Name is "__schema" or "__type" ? IntrospectionCost : 0;
            }

            var listSize = check.ListSizeOf(group);
            int? asked = listSize is null ? null : ItemsAskedFor(group, field, listSize);
            var isList = IsList(field.Type);
            var size = !isList ? 1
                : asked ?? (sized is { } given && given.Fields.Contains(group.Name) ? given.Size : listSize?.AssumedSize ?? check.AssumedListSize);
            (IReadOnlyList<string>, int)? below = !isList && listSize is { SizedFields.Count: > 0 }
                ? (listSize.SizedFields, asked ?? listSize.AssumedSize ?? check.AssumedListSize)
                : null;
            var type = SdlIndex.NamedType(field.Type);
            var children = group.Selections.Count == 0 ? 0 : CostOf(group.Selections, type, below);
            return Saturated(size * Saturated(check.WeightOf(group, type) + children));
        }

        private int? ItemsAskedFor(FieldGroup group, GraphQLFieldDefinition field, ListSize listSize)
        {
            int? most = null;
            foreach (var name in listSize.SlicingArguments)
            {
                var (asked, what) = (argument(group.First, name) ?? DefaultOf(field, name)) switch
                {
                    int number => (number, $"'{name}' must be from 0 to {check.MostItems}, not {number}"),
                    ICollection items => (items.Count, $"'{name}' may have at most {check.MostItems} items, not {items.Count}"),
                    _ => ((int?)null, ""),
                };
                if (asked < 0 || asked > check.MostItems)
                {
                    var message = $"Argument {what} (field '{group.Name}', {LimitOptions.SectionName}:{nameof(LimitOptions.ListItems)}).";
                    Errors.Add(new GraphError(ErrorCodes.BadUserInput, message) { Locations = [Locations.Of(document.Ast, group.First)] });
                }

                most = asked is null ? most : Math.Max(most ?? 0, asked.Value);
            }

            return most;
        }

        private static int? DefaultOf(GraphQLFieldDefinition field, string argument) =>
            field.Arguments?.Items.Find(known => known.Name.Value == argument)?.DefaultValue is GraphQLIntValue number
                ? int.Parse(number.Value.Span, CultureInfo.InvariantCulture)
                : null;

        private long Saturated(long cost) => Math.Min(cost, (long)check.MostCost + 1);

        private static bool IsList(GraphQLType type) => type is GraphQLListType || type is GraphQLNonNullType { Type: GraphQLListType };
    }

    private int MostItems => limits.ListItems;

    private int MostCost => limits.Cost;

    private int AssumedListSize => limits.AssumedListSize;

    private GraphQLFieldDefinition? Find(FieldGroup group) => types.Find(group.ParentType, group.Name);

    private ListSize? ListSizeOf(FieldGroup group) => model.Costs.ListSizeOf(group.ParentType, group.Name);

    private int WeightOf(FieldGroup group, string type) => model.Costs.WeightOf(group.ParentType, group.Name, type);
}
