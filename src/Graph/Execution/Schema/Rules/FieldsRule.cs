using System.Reflection;
using Graph.Execution.Binding;
using GraphQLParser.AST;

namespace Graph.Execution.Schema.Rules;

/// <summary>Every object type has a CLR type, and every field a binding or a property, of a CLR type that fits.</summary>
internal sealed class FieldsRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        var types = new ClrTypeCheck(sdl, registry);
        foreach (var (name, definition) in sdl.Objects)
        {
            if (!registry.Types.TryGetValue(name, out var type) && !SdlIndex.IsRoot(name))
            {
                problems.Add($"Type '{name}' has no CLR type: bind it with Type<…>(\"{name}\").");
                continue;
            }

            foreach (var field in definition.Fields?.Items ?? [])
            {
                if (Problem(types, type, field) is { } problem)
                {
                    problems.Add($"'{name}.{field.Name.StringValue}' {problem}.");
                }
            }
        }
    }

    private static string? Problem(ClrTypeCheck types, TypeBinding? type, GraphQLFieldDefinition field)
    {
        if (type?.Fields.TryGetValue(field.Name.StringValue, out var binding) == true)
        {
            return types.Problem(field.Type, binding.ResultType, nullability: null) is { } wrong ? $"is bound by domain {binding.Domain} and {wrong}" : null;
        }

        if (type is null || type.ClrType == typeof(object))
        {
            return "has no binding";
        }

        // A context of its own each time: it caches without a lock, and the rules are shared by all graphs of the process.
        return ClrProperties.Find(type.ClrType, field.Name.StringValue) is { } property
            ? types.Problem(field.Type, property.PropertyType, new NullabilityInfoContext().Create(property)) is { } misfit
                ? $"is read from {ClrNames.Of(type.ClrType)}.{property.Name} and {misfit}"
                : null
            : $"has no binding, and {ClrNames.Of(type.ClrType)} has no property of that name";
    }
}
