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
    private readonly PreparedDocument _document;
    private readonly ISchema _schema;

    /// <summary>The operation without its fields; such variables have a non-null type here.</summary>
    private readonly GraphQLOperationDefinition? _definitions;

    public VariablesPlan(PreparedDocument document, GraphQLOperationDefinition operation, ISchema schema)
    {
        _document = document;
        _schema = schema;
        if (operation.Variables is not { Count: > 0 } variables)
        {
            return;
        }

        var usages = new ValidationContext { Schema = schema, Document = document.Ast, TypeInfo = new TypeInfo(schema) }.GetRecursiveVariables(operation) ?? [];
        _definitions = new GraphQLOperationDefinition(new GraphQLSelectionSet([]))
        {
            Operation = operation.Operation,
            Variables = new GraphQLVariablesDefinition([.. variables.Items.Select(variable => Strict(variable, usages))]),
        };
    }

    /// <summary>Whether the operation has any.</summary>
    public bool Any => _definitions is not null;

    public async ValueTask<(Variables Values, IReadOnlyList<ValidationError> Errors)> CoerceAsync(Inputs inputs)
    {
        if (_definitions is null)
        {
            return (Variables.None, []);
        }

        var context = new ValidationContext { Schema = _schema, Document = _document.Ast, Operation = _definitions, Variables = inputs };
        var (values, errors) = await context.GetVariablesValuesAsync();
        return (values, errors ?? (IReadOnlyList<ValidationError>)[]);
    }

    private static GraphQLVariableDefinition Strict(GraphQLVariableDefinition variable, List<VariableUsage> usages)
    {
        var name = variable.Variable.Name.Value;
        return variable.Type is GraphQLNonNullType || !usages.Exists(usage => usage.Node.Name.Value == name && usage.Type is NonNullGraphType)
            ? variable
            : new GraphQLVariableDefinition(variable.Variable, new GraphQLNonNullType(variable.Type))
            {
                DefaultValue = variable.DefaultValue,
                Location = variable.Location,
            };
    }
}
