using System.Collections;
using Graph.Domains.Abstractions;
using GraphQL.Execution;

namespace Graph.Execution.Plans;

/// <summary>Turns GraphQL.NET's coerced arguments into the domains' own form.</summary>
internal static class ArgumentValues
{
    public static Arguments Convert(IDictionary<string, ArgumentValue>? arguments)
    {
        if (arguments is null || arguments.Count == 0)
        {
            return Arguments.None;
        }

        var values = new Dictionary<string, object?>(arguments.Count, StringComparer.Ordinal);
        foreach (var (name, argument) in arguments)
        {
            if (argument.Value is not null || argument.Source != ArgumentSource.FieldDefault)
            {
                values.Add(name, Convert(argument.Value));
            }
        }

        return new Arguments(values);
    }

    private static object? Convert(object? value) => value switch
    {
        string => value,
        IDictionary<string, object?> fields => fields.ToDictionary(field => field.Key, field => Convert(field.Value), StringComparer.Ordinal),
        IEnumerable items => items.Cast<object?>().Select(Convert).ToList(),
        _ => value,
    };
}
