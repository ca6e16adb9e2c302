using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.FunctionalTests.Authorization;

/// <summary>Finds in an SDL document what is not for everybody: fields of PRIVATE types, fields that give one, guarded fields, mutations.</summary>
internal static class PrivateCoordinates
{
    public static IReadOnlySet<string> Find(string sdl)
    {
        (string Type, IHasDirectivesNode Node, IEnumerable<GraphQLFieldDefinition> Fields)[] types =
            [.. Parser.Parse(sdl).Definitions.Select(Read).Where(type => type.Type is not null).Select(type => (type.Type!, type.Node!, type.Fields!))];
        var closed = types.Where(type => IsClosed(type.Node)).Select(type => type.Type).ToHashSet(StringComparer.Ordinal);
        return types
            .SelectMany(type => type.Fields, (type, field) => (type.Type, Field: field))
            .Where(field => field.Type == "Mutation" || closed.Contains(field.Type) || IsClosed(field.Field) || closed.Contains(Named(field.Field.Type)))
            .Select(field => $"{field.Type}.{field.Field.Name.StringValue}")
            .ToHashSet(StringComparer.Ordinal);
    }

    private static (string? Type, IHasDirectivesNode? Node, IEnumerable<GraphQLFieldDefinition>? Fields) Read(ASTNode node) => node switch
    {
        GraphQLObjectTypeDefinition type => (type.Name.StringValue, type, type.Fields?.Items ?? Enumerable.Empty<GraphQLFieldDefinition>()),
        GraphQLObjectTypeExtension type => (type.Name.StringValue, type, type.Fields?.Items ?? Enumerable.Empty<GraphQLFieldDefinition>()),
        _ => default,
    };

    private static bool IsClosed(IHasDirectivesNode node) => node.Directives?.Any(directive => directive.Name.StringValue switch
    {
        "authenticated" or "requiresRole" => true,
        "freshness" => directive.Arguments?.Any(argument =>
            argument.Name.StringValue == "scope" && argument.Value is GraphQLEnumValue { Name.StringValue: "PRIVATE" }) == true,
        _ => false,
    }) == true;

    private static string Named(GraphQLType type) => type switch
    {
        GraphQLListType list => Named(list.Type),
        GraphQLNonNullType nonNull => Named(nonNull.Type),
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };
}
