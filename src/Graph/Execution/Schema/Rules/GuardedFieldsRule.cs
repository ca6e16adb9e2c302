using Graph.Execution.Binding;
using GraphQLParser.AST;

namespace Graph.Execution.Schema.Rules;

/// <summary>A field that a viewer may be denied is nullable, so that it never takes its siblings along; and every role has a name.</summary>
internal sealed class GuardedFieldsRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        foreach (var (name, type) in sdl.Objects)
        {
            Check(sdl, name, type.Fields, AccessDirectives.IsAuthenticated(type), problems);
        }

        foreach (var (name, type) in sdl.Interfaces)
        {
            Check(sdl, name, type.Fields, parentIsGuarded: false, problems);
        }
    }

    private static void Check(SdlIndex sdl, string type, GraphQLFieldsDefinition? fields, bool parentIsGuarded, ICollection<string> problems)
    {
        foreach (var field in fields?.Items ?? [])
        {
            var coordinate = new FieldCoordinate(type, field.Name.StringValue);
            if (AccessDirectives.Roles(field).Any(string.IsNullOrWhiteSpace))
            {
                problems.Add($"@{AccessDirectives.RequiresRole} on '{coordinate}' names no role.");
            }

            if (field.Type is GraphQLNonNullType && Reason(sdl, field, parentIsGuarded) is { } reason)
            {
                problems.Add($"'{coordinate}' {reason}, but is not nullable: a viewer who may not have it would lose what stands beside it too.");
            }
        }
    }

    /// <summary>Whoever reads a field of a guarded type has passed that guard already.</summary>
    private static string? Reason(SdlIndex sdl, GraphQLFieldDefinition field, bool parentIsGuarded)
    {
        var returned = SdlIndex.NamedType(field.Type);
        return AccessDirectives.IsGuarded(field) ? "is guarded"
            : !parentIsGuarded && AccessDirectives.IsAuthenticated(sdl.Objects.GetValueOrDefault(returned)) ? $"is of the guarded type {returned}"
            : null;
    }
}
