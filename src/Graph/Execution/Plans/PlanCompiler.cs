using System.Text;
using Graph.Execution.Documents;
using Graph.Execution.Schema;
using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>Compiles what an operation selects: for each object type one selection, with its fragments spread and equal fields merged
/// (specification, 6.3.2).</summary>
/// <remarks>Equal selections of one type are one plan, so interfaces below interfaces do not multiply.</remarks>
internal sealed class PlanCompiler(PreparedDocument document, OperationUses uses, Conditions conditions, FieldDefinitions definitions, SdlIndex sdl)
{
    private readonly Dictionary<SelectionKey, SelectionPlan> _plans = [];

    /// <summary>How many fields all plans have together.</summary>
    public int Size { get; private set; }

    public SelectionPlan Compile(GraphQLOperationDefinition operation) => Compile([operation.SelectionSet], operation.Operation.ToString());

    private SelectionPlan Compile(GraphQLSelectionSet[] sets, string type)
    {
        var key = new SelectionKey(sets, type);
        if (!_plans.TryGetValue(key, out var plan))
        {
            var groups = new OrderedDictionary<ROM, List<GraphQLField>>();
            var visited = new HashSet<ROM>();
            foreach (var set in sets)
            {
                Collect(set, type, groups, visited);
            }

            plan = new SelectionPlan(type, [.. groups.Select((group, i) => Compile(type, group.Value, isFirst: i == 0))]);
            Size += plan.Fields.Length;
            _plans.Add(key, plan);
        }

        return plan;
    }

    private void Collect(GraphQLSelectionSet set, string type, OrderedDictionary<ROM, List<GraphQLField>> groups, HashSet<ROM> visited)
    {
        foreach (var selection in set.Selections.Where(selection => conditions.Include((IHasDirectivesNode)selection)))
        {
            switch (selection)
            {
                case GraphQLField field:
                    var key = field.Alias?.Name.Value ?? field.Name.Value;
                    if (!groups.TryGetValue(key, out var group))
                    {
                        groups.Add(key, group = []);
                    }

                    group.Add(field);
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, type):
                    Collect(inline.SelectionSet, type, groups, visited);
                    break;
                case GraphQLFragmentSpread { FragmentName.Name.Value: var name }
                    when visited.Add(name) && document.Fragments.TryGetValue(name, out var fragment) && Applies(fragment.TypeCondition, type):
                    Collect(fragment.SelectionSet, type, groups, visited);
                    break;
            }
        }
    }

    private FieldPlan Compile(string type, List<GraphQLField> nodes, bool isFirst)
    {
        var first = nodes[0];
        var responseKey = (first.Alias?.Name ?? first.Name).StringValue;
        switch (first.Name.StringValue)
        {
            case "__typename":
                return new FieldPlan(FieldKind.TypeName, responseKey, first, isFirst) { TypeName = Encoding.UTF8.GetBytes($"\"{type}\"") };
            case "__schema" or "__type":
                return new FieldPlan(FieldKind.Introspection, responseKey, first, isFirst) { Nodes = nodes };
        }

        var definition = definitions.Of(type, first.Name.StringValue);
        var objects = definition.Writer is null ? CompileObjects(definition.Type, nodes) : null;
        return new FieldPlan(KindOf(definition, objects), responseKey, first, isFirst)
        {
            Definition = definition,
            Arguments = uses.ArgumentsOf(first) ?? definition.Defaults,
            Objects = objects,
        };
    }

    private ObjectPlans CompileObjects(string type, List<GraphQLField> nodes)
    {
        GraphQLSelectionSet[] sets = [.. nodes.Select(node => node.SelectionSet).OfType<GraphQLSelectionSet>()];
        string[] types = [.. sdl.ObjectTypes(type)];
        return new ObjectPlans(
            [.. types.Select(possible => Compile(sets, possible))], [.. types.Select(definitions.ClrTypeOf)], sdl.IsAbstract(type));
    }

    private static FieldKind KindOf(FieldDefinition definition, ObjectPlans? objects) =>
        definition.Coordinate.Type == nameof(OperationType.Subscription) ? FieldKind.Event
        : definition.Reader is null ? FieldKind.Call
        : objects is null ? FieldKind.Leaf
        : objects.IsAhead ? FieldKind.ObjectsAhead : FieldKind.Objects;

    private bool Applies(GraphQLTypeCondition? condition, string type) =>
        condition is null || sdl.ObjectTypes(condition.Type.Name.StringValue).Contains(type);

    /// <summary>The selections that are merged, by reference.</summary>
    private readonly record struct SelectionKey(GraphQLSelectionSet[] Sets, string Type)
    {
        public bool Equals(SelectionKey other) => Type == other.Type && Sets.AsSpan().SequenceEqual(other.Sets);

        public override int GetHashCode() => HashCode.Combine(Type, Sets.Length, Sets.Length == 0 ? null : Sets[0]);
    }
}
