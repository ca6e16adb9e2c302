using Graph.Caching.Freshness;
using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>Finds the fields whose values are one viewer's own: of a PRIVATE scope by field, type or parent, or guarded.</summary>
internal sealed class PrivateFields(SdlIndex sdl, IReadOnlyDictionary<string, FreshnessDirective> freshness, AccessRules access)
{
    public static IReadOnlySet<FieldCoordinate> Find(
        SdlIndex sdl, IReadOnlyDictionary<string, FreshnessDirective> freshness, AccessRules access)
    {
        var fields = new PrivateFields(sdl, freshness, access);
        return sdl.Objects
            .SelectMany(type => (type.Value.Fields?.Items ?? []).Where(field => fields.IsPrivate(type.Key, field))
                .Select(field => new FieldCoordinate(type.Key, field.Name.StringValue)))
            .ToHashSet();
    }

    private bool IsPrivate(string type, GraphQLFieldDefinition field)
    {
        var coordinate = new FieldCoordinate(type, field.Name.StringValue);
        return IsPrivate(type)
            || IsPrivate(coordinate.ToString())
            || access.Of(coordinate) is not null
            // One possible type is enough: which one it will be, nobody knows before it is read.
            || sdl.ObjectTypes(SdlIndex.NamedType(field.Type)).Any(
                possible => IsPrivate(possible) || AccessDirectives.IsAuthenticated(sdl.Objects.GetValueOrDefault(possible)));
    }

    private bool IsPrivate(string coordinate) => freshness.TryGetValue(coordinate, out var directive) && directive.Scope == CacheScope.Private;
}
