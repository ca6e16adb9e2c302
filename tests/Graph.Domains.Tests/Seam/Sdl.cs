using System.Reflection;
using Graph.Domains.Abstractions;
using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Domains.Tests.Seam;

/// <summary>The SDL files as they are embedded, by their names.</summary>
internal static class Sdl
{
    public static IReadOnlyDictionary<string, GraphQLDocument> Files { get; } =
        new[] { typeof(IDomainModule).Assembly, typeof(Sdl).Assembly }.SelectMany(Read).ToDictionary();

    /// <summary>Object types with their fields, extensions included.</summary>
    public static ILookup<string, GraphQLFieldDefinition> ObjectFields { get; } = Files.Values
        .SelectMany(file => file.Definitions)
        .SelectMany(definition => definition switch
        {
            GraphQLObjectTypeDefinition type => Fields(type.Name, type.Fields),
            GraphQLObjectTypeExtension type => Fields(type.Name, type.Fields),
            _ => [],
        })
        .ToLookup(field => field.Type, field => field.Field);

    /// <summary>Whether a type (Product) or a field (Product.recommendations) has a directive.</summary>
    public static bool Has(string coordinate, string directive)
    {
        var parts = coordinate.Split('.');
        IEnumerable<IHasDirectivesNode> nodes = parts.Length == 2
            ? ObjectFields[parts[0]].Where(field => field.Name.StringValue == parts[1])
            : Files.Values.SelectMany(file => file.Definitions).OfType<GraphQLObjectTypeDefinition>()
                .Where(type => type.Name.StringValue == coordinate);
        return nodes.Any(node => node.Directives?.Any(applied => applied.Name.StringValue == directive) == true);
    }

    private static IEnumerable<(string Type, GraphQLFieldDefinition Field)> Fields(GraphQLName type, GraphQLFieldsDefinition? fields) =>
        fields?.Select(field => (type.StringValue, field)) ?? [];

    private static IEnumerable<KeyValuePair<string, GraphQLDocument>> Read(Assembly assembly) =>
        from name in assembly.GetManifestResourceNames()
        where name.EndsWith(".graphql", StringComparison.Ordinal)
        select KeyValuePair.Create(Path.GetFileName(name), Parser.Parse(Resource.Text(assembly, name)));
}
