using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>Finds every field of an object type that an operation may come to run: one of an interface on each type that it may be.</summary>
/// <remarks>For valid documents within the limits, which bound the selections with all fragments spread. Fields under <c>@skip</c> and
/// <c>@include</c> count: the plan holds for all variables.</remarks>
internal sealed class OperationPlanner
{
    private readonly SchemaModel _model;
    private readonly FieldTypes _fields;
    private readonly PreparedDocument _document;
    private readonly Dictionary<FieldCoordinate, AccessRule> _guarded = [];
    private readonly HashSet<string> _privateBy = new(StringComparer.Ordinal);

    private OperationPlanner(SchemaModel model, FieldTypes fields, PreparedDocument document)
    {
        _model = model;
        _fields = fields;
        _document = document;
    }

    public static OperationPlan Plan(SchemaModel model, FieldTypes fields, PreparedDocument document, GraphQLOperationDefinition operation)
    {
        var planner = new OperationPlanner(model, fields, document);
        planner.Visit(operation.SelectionSet, planner.ObjectTypes(operation.Operation.ToString()));
        return new OperationPlan(planner._guarded, planner._privateBy);
    }

    /// <param name="set">What is selected.</param>
    /// <param name="types">The object types that its parent may have.</param>
    private void Visit(GraphQLSelectionSet? set, IReadOnlySet<string> types)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    Visit(field, types);
                    break;
                case GraphQLInlineFragment inline:
                    Visit(inline.SelectionSet, Narrowed(types, inline.TypeCondition));
                    break;
                case GraphQLFragmentSpread spread when _document.Fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment):
                    Visit(fragment.SelectionSet, Narrowed(types, fragment.TypeCondition));
                    break;
            }
        }
    }

    private void Visit(GraphQLField field, IReadOnlySet<string> types)
    {
        var returned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (_fields.Find(type, field.Name.StringValue) is { } definition)
            {
                Note(new FieldCoordinate(type, field.Name.StringValue));
                returned.UnionWith(ObjectTypes(SdlIndex.NamedType(definition.Type)));
            }
        }

        Visit(field.SelectionSet, returned);
    }

    private void Note(FieldCoordinate field)
    {
        _privateBy.UnionWith(_model.PrivateFields.GetValueOrDefault(field, []));
        if (_model.Access.Of(field) is { } rule)
        {
            _guarded[field] = rule;
        }
    }

    private IReadOnlySet<string> ObjectTypes(string type) => _model.Index.ObjectTypes(type);

    private IReadOnlySet<string> Narrowed(IReadOnlySet<string> types, GraphQLTypeCondition? condition) => condition is null
        ? types
        : types.Where(ObjectTypes(condition.Type.Name.StringValue).Contains).ToHashSet(StringComparer.Ordinal);
}
