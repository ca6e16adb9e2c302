using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>Takes the values of variables over that need no coercion: GraphQL's own scalars, and lists of them, given as their types have
/// them. That is nearly every request, and GraphQL.NET would walk the operation for each.</summary>
internal sealed class PlainVariables
{
    private readonly (string Name, GraphQLVariableDefinition Definition, PlainType Type)[] _variables;

    private PlainVariables((string, GraphQLVariableDefinition, PlainType)[] variables) => _variables = variables;

    /// <returns>Null when a variable is of another type, or has a default.</returns>
    public static PlainVariables? Of(IReadOnlyList<GraphQLVariableDefinition> definitions, ISchema schema)
    {
        var variables = new (string, GraphQLVariableDefinition, PlainType)[definitions.Count];
        for (var i = 0; i < variables.Length; i++)
        {
            if (definitions[i].DefaultValue is not null || PlainType.Of(definitions[i].Type, schema) is not { } type)
            {
                return null;
            }

            variables[i] = (definitions[i].Variable.Name.StringValue, definitions[i], type);
        }

        return new PlainVariables(variables);
    }

    /// <returns>Null when a value is not as its type has it: then GraphQL.NET coerces it, or says what is wrong.</returns>
    public Variables? TakeOver(Inputs inputs)
    {
        var taken = new Variables();
        foreach (var (name, definition, type) in _variables)
        {
            var isGiven = inputs.TryGetValue(name, out var value);
            if (isGiven ? !type.Takes(value) : type.IsNonNull)
            {
                return null;
            }

            var variable = new Variable(name, definition);
            if (isGiven)
            {
                variable.Value = value;
            }

            taken.Add(variable);
        }

        return taken;
    }
}
