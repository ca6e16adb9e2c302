using Graph.Execution.Documents;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>What an operation does with arguments and variables: found in one pass over its fields, each of its fragments once.</summary>
internal sealed class OperationUses
{
    private readonly Dictionary<GraphQLField, FieldArguments> _arguments = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _conditions = [];
    private readonly List<ValidationError> _errors = [];
    private readonly List<(GraphQLField Node, QueryArguments Definitions)> _variable = [];
    private readonly HashSet<ROM> _visited = [];
    private readonly PreparedDocument _document;
    private readonly ISchema _schema;

    public OperationUses(PreparedDocument document, GraphQLOperationDefinition operation, ISchema schema)
    {
        _document = document;
        _schema = schema;
        Visit(operation.SelectionSet, schema.AllTypes[operation.Operation.ToString()]);
    }

    /// <summary>The variables that <c>@skip</c> and <c>@include</c> ask.</summary>
    public IReadOnlyList<string> Conditions => _conditions;

    /// <summary>Whether it asks for <c>__schema</c> or <c>__type</c>.</summary>
    public bool HasIntrospection { get; private set; }

    /// <summary>Arguments that no request can make right.</summary>
    public IReadOnlyList<ValidationError> Errors => _errors;

    /// <summary>The fields whose arguments depend on variables, by their index.</summary>
    public IReadOnlyList<(GraphQLField Node, QueryArguments Definitions)> Variable => _variable;

    /// <summary>The arguments of a field that is selected with some; null for one without.</summary>
    public FieldArguments? ArgumentsOf(GraphQLField node) => _arguments.GetValueOrDefault(node);

    private void Visit(GraphQLSelectionSet? set, IGraphType? type)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            Note((IHasDirectivesNode)selection);
            switch (selection)
            {
                case GraphQLField field:
                    Visit(field, type as IComplexGraphType);
                    break;
                case GraphQLInlineFragment inline:
                    Visit(inline.SelectionSet, inline.TypeCondition is { } condition ? TypeOf(condition) : type);
                    break;
                case GraphQLFragmentSpread { FragmentName.Name.Value: var name }
                    when _visited.Add(name) && _document.Fragments.TryGetValue(name, out var fragment):
                    Visit(fragment.SelectionSet, TypeOf(fragment.TypeCondition));
                    break;
            }
        }
    }

    private void Visit(GraphQLField field, IComplexGraphType? parent)
    {
        // Introspection is GraphQL.NET's own business.
        if (parent?.Fields.Find(field.Name.Value) is not { } definition)
        {
            HasIntrospection |= field.Name.Value == "__schema" || field.Name.Value == "__type";
            return;
        }

        if (field.Arguments is { Count: > 0 } given && definition.Arguments is { } known)
        {
            _arguments.Add(field, ArgumentsOf(field, given, known));
        }

        Visit(field.SelectionSet, definition.ResolvedType!.GetNamedType());
    }

    private FieldArguments ArgumentsOf(GraphQLField field, GraphQLArguments given, QueryArguments known)
    {
        if (given.Items.Exists(argument => HasVariable(argument.Value)))
        {
            _variable.Add((field, known));
            return new FieldArguments(_variable.Count - 1);
        }

        try
        {
            return new FieldArguments(ArgumentValues.Convert(
                ExecutionHelper.GetArguments(known, given, Variables.None, _document.Ast, field, directive: null)));
        }
        catch (ValidationError error)
        {
            _errors.Add(error);
            return new FieldArguments(Domains.Abstractions.Arguments.None);
        }
    }

    private void Note(IHasDirectivesNode node)
    {
        foreach (var directive in node.Directives?.Items ?? [])
        {
            if (Plans.Conditions.Of(directive) is GraphQLVariable { Name.StringValue: var variable } && !_conditions.Contains(variable))
            {
                _conditions.Add(variable);
            }
        }
    }

    private IGraphType? TypeOf(GraphQLTypeCondition condition) => _schema.AllTypes[condition.Type.Name.Value];

    private static bool HasVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLListValue list => list.Values?.Exists(HasVariable) == true,
        GraphQLObjectValue fields => fields.Fields?.Exists(field => HasVariable(field.Value)) == true,
        _ => false,
    };
}
