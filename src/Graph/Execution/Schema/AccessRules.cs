using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>Who may have which field, as <c>@authenticated</c> and <c>@requiresRole</c> say. By the fields of object types, which are what runs:
/// what an interface guards is guarded on each of its types.</summary>
internal sealed class AccessRules
{
    private readonly Dictionary<FieldCoordinate, AccessRule> _rules = [];
    private readonly SdlIndex _sdl;

    private AccessRules(SdlIndex sdl) => _sdl = sdl;

    public static AccessRules Read(SdlIndex sdl)
    {
        var rules = new AccessRules(sdl);
        foreach (var (name, type) in sdl.Objects)
        {
            foreach (var field in type.Fields?.Items ?? [])
            {
                rules.Add(new FieldCoordinate(name, field.Name.StringValue), type, field);
            }
        }

        return rules;
    }

    /// <summary>Null for a field that everyone may have.</summary>
    public AccessRule? Of(FieldCoordinate field) => _rules.GetValueOrDefault(field);

    private void Add(FieldCoordinate coordinate, GraphQLObjectTypeDefinition type, GraphQLFieldDefinition field)
    {
        GraphQLFieldDefinition[] declarations = [field, .. OfInterfaces(type, coordinate.Field)];
        if (AccessDirectives.IsAuthenticated(type)
            || ReturnsOnlyAuthenticated(SdlIndex.NamedType(field.Type))
            || declarations.Any(AccessDirectives.IsGuarded))
        {
            _rules.Add(coordinate, new AccessRule([.. declarations.SelectMany(AccessDirectives.Roles).Distinct(StringComparer.Ordinal)]));
        }
    }

    private IEnumerable<GraphQLFieldDefinition> OfInterfaces(GraphQLObjectTypeDefinition type, string field) =>
        from implemented in type.Interfaces?.Items ?? []
        let contract = _sdl.Interfaces.GetValueOrDefault(implemented.Name.StringValue)
        from declared in contract?.Fields?.Items ?? []
        where declared.Name.Value == field
        select declared;

    /// <summary>Of an abstract type with an open type among its own, nobody can tell beforehand; there the guarded type's own fields are denied.</summary>
    private bool ReturnsOnlyAuthenticated(string type)
    {
        var possible = _sdl.ObjectTypes(type).ToArray();
        return possible.Length > 0 && possible.All(name => AccessDirectives.IsAuthenticated(_sdl.Objects.GetValueOrDefault(name)));
    }
}
