using Graph.Execution.Documents;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>Coerces the variables of one operation. What GraphQL.NET would look up in the document for each request is looked up once:
/// which nullable variables stand where null is not allowed.</summary>
internal sealed class VariablesPlan
{
    private readonly List<GraphQLVariableDefinition> _definitions;
    private readonly PreparedDocument _document;
    private readonly OperationType _type;
    private readonly ISchema _schema;
    private readonly PlainVariables? _plain;

    public VariablesPlan(PreparedDocument document, GraphQLOperationDefinition operation, ISchema schema)
    {
        _document = document;
        _type = operation.Operation;
        _schema = schema;
        var usages = operation.Variables is { Count: > 0 }
            ? new ValidationContext { Schema = schema, Document = document.Ast, TypeInfo = new TypeInfo(schema) }.GetRecursiveVariables(operation)
            : null;
        _definitions =
        [
            .. (operation.Variables?.Items ?? []).Select(variable => IsStrict(variable, usages ?? []) ? new StrictVariable(variable) : variable),
        ];
        _plain = PlainVariables.Of(_definitions, schema);
    }

    /// <summary>Whether the operation has any.</summary>
    public bool Any => _definitions.Count > 0;

    public async ValueTask<(Variables Values, IReadOnlyList<ValidationError> Errors)> CoerceAsync(Inputs inputs)
    {
        if (_definitions.Count == 0)
        {
            return (Variables.None, []);
        }

        if (_plain?.TakeOver(inputs) is { } taken)
        {
            return (taken, []);
        }

        // GraphQL.NET looks at nothing of the operation but its variables here.
        var operation = new GraphQLOperationDefinition(new GraphQLSelectionSet([]))
        {
            Operation = _type,
            Variables = new GraphQLVariablesDefinition([.. _definitions.Select(variable => Definition(variable, inputs))]),
        };
        var context = new ValidationContext { Schema = _schema, Document = _document.Ast, Operation = operation, Variables = inputs };
        var (values, errors) = await context.GetVariablesValuesAsync();
        return (values, errors ?? (IReadOnlyList<ValidationError>)[]);
    }

    /// <summary>What is not given at all is the default of the place where the variable stands.</summary>
    private static GraphQLVariableDefinition Definition(GraphQLVariableDefinition variable, Inputs inputs) =>
        variable is StrictVariable strict && !inputs.ContainsKey(variable.Variable.Name.StringValue) ? strict.Loose : variable;

    private static bool IsStrict(GraphQLVariableDefinition variable, List<VariableUsage> usages) =>
        variable.Type is not GraphQLNonNullType
        && usages.Exists(usage => usage.Node.Name.Value == variable.Variable.Name.Value && usage.Type is NonNullGraphType);
}
