using Graph.Execution.Results;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>How deep and how wide an operation is once its fragments are spread and equal fields merged.</summary>
/// <remarks>Runs before the standard rules, so that these only see what is within the limits. Recursion ends at the depth limit,
/// and <see cref="FragmentSpreads"/> has bounded the work.</remarks>
internal sealed class OperationShape
{
    /// <summary>Lists of introspection within each other multiply: fields of types of fields of types is the whole schema, squared.</summary>
    private const int IntrospectionLists = 3;

    private static readonly HashSet<string> ListsOfIntrospection = ["fields", "interfaces", "possibleTypes", "inputFields"];

    private readonly PreparedDocument _document;
    private readonly FieldTypes _types;
    private readonly LimitOptions _limits;
    private readonly FieldCollector _collector;
    private int _fields;

    private OperationShape(PreparedDocument document, FieldTypes types, LimitOptions limits)
    {
        _document = document;
        _types = types;
        _limits = limits;
        _collector = new FieldCollector(document);
    }

    public static GraphError? Check(PreparedDocument document, FieldTypes types, LimitOptions limits)
    {
        foreach (var operation in document.Operations)
        {
            var shape = new OperationShape(document, types, limits);
            if (shape.Check([operation.SelectionSet], operation.Operation.ToString(), new Place(Depth: 1, Introspection: false, Lists: 0)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private GraphError? Check(IEnumerable<GraphQLSelectionSet> sets, string parentType, Place place)
    {
        foreach (var group in _collector.Collect(sets, parentType))
        {
            var error = CheckField(group, place) ?? (group.Selections.Count == 0 ? null : Check(group.Selections, TypeOf(group), place.Below(group)));
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private GraphError? CheckField(FieldGroup group, Place place)
    {
        var introspection = place.Below(group).Introspection;
        var (limit, setting) = introspection
            ? (_limits.IntrospectionDepth, nameof(_limits.IntrospectionDepth))
            : (_limits.Depth, nameof(_limits.Depth));
        if (place.Depth > limit || place.Lists >= IntrospectionLists)
        {
            return LimitErrors.TooDeep(limit, setting, [Locations.Of(_document.Ast, group.First)]);
        }

        if (++_fields > _limits.Fields)
        {
            return LimitErrors.Exceeded("The operation has more than {0} fields", _limits.Fields, nameof(_limits.Fields));
        }

        return group.Count > _limits.Aliases
            ? LimitErrors.Exceeded($"Field '{group.Name}' is selected more than {{0}} times in one place", _limits.Aliases, nameof(_limits.Aliases))
            : null;
    }

    private string TypeOf(FieldGroup group) =>
        _types.Find(group.ParentType, group.Name) is { } field ? SdlIndex.NamedType(field.Type) : "";

    private readonly record struct Place(int Depth, bool Introspection, int Lists)
    {
        public Place Below(FieldGroup group)
        {
            var introspection = Introspection || group.Name is "__schema" or "__type";
            return new Place(Depth + 1, introspection, introspection && ListsOfIntrospection.Contains(group.Name) ? Lists + 1 : Lists);
        }
    }
}
