using Graph.Caching.Freshness;
using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>Finds the fields whose values are one viewer's own: of a PRIVATE scope by field, type or parent, or guarded.</summary>
internal sealed class PrivateFields(SdlIndex sdl, IReadOnlyDictionary<string, FreshnessDirective> freshness, AccessRules access)
{
    /// <returns>Each with what makes it private: a type, or the field itself.</returns>
    public static IReadOnlyDictionary<FieldCoordinate, IReadOnlyList<string>> Find(
        SdlIndex sdl, IReadOnlyDictionary<string, FreshnessDirective> freshness, AccessRules access)
    {
        var fields = new PrivateFields(sdl, freshness, access);
        var found = new Dictionary<FieldCoordinate, IReadOnlyList<string>>();
        foreach (var (type, definition) in sdl.Objects)
        {
            foreach (var field in definition.Fields?.Items ?? [])
            {
                var reasons = fields.ReasonsOf(type, field);
                if (reasons.Count > 0)
                {
                    found.Add(new FieldCoordinate(type, field.Name.StringValue), reasons);
                }
            }
        }

        return found;
    }

    private IReadOnlyList<string> ReasonsOf(string type, GraphQLFieldDefinition field)
    {
        if (IsPrivate(type))
        {
            return [type];
        }

        var coordinate = new FieldCoordinate(type, field.Name.StringValue);
        if (IsPrivate(coordinate.ToString()) || access.Of(coordinate) is not null)
        {
            return [coordinate.ToString()];
        }

        // One possible type is enough: which one it will be, nobody knows before it is read.
        return
        [
            .. sdl.ObjectTypes(SdlIndex.NamedType(field.Type))
                .Where(possible => IsPrivate(possible) || AccessDirectives.IsAuthenticated(sdl.Objects.GetValueOrDefault(possible))),
        ];
    }

    private bool IsPrivate(string coordinate) => freshness.TryGetValue(coordinate, out var directive) && directive.Scope == CacheScope.Private;
}
