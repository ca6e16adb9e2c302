using GraphQLParser.AST;

namespace Graph.Caching.Freshness;

/// <summary>Reads every <c>@freshness</c> of the SDL.</summary>
internal static class FreshnessDirectives
{
    public const string Name = "freshness";

    /// <param name="document">The whole SDL; type extensions may add to any type.</param>
    /// <param name="problems">Gets a line for each directive that cannot be read; its coordinate is then absent from the result.</param>
    /// <returns>By coordinate: a type (<c>Product</c>) or a field (<c>Viewer.recommendations</c>).</returns>
    public static IReadOnlyDictionary<string, FreshnessDirective> Read(GraphQLDocument document, ICollection<string> problems)
    {
        var found = new Dictionary<string, FreshnessDirective>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions)
        {
            var (name, directives, fields) = definition switch
            {
                GraphQLObjectTypeDefinition type => (type.Name, type.Directives, type.Fields),
                GraphQLObjectTypeExtension extension => (extension.Name, extension.Directives, extension.Fields),
                _ => default,
            };
            if (name is null)
            {
                continue;
            }

            Add(found, name.StringValue, directives, problems);
            foreach (var field in fields ?? Enumerable.Empty<GraphQLFieldDefinition>())
            {
                Add(found, $"{name.StringValue}.{field.Name.StringValue}", field.Directives, problems);
            }
        }

        return found;
    }

    private static void Add(
        Dictionary<string, FreshnessDirective> found, string coordinate, GraphQLDirectives? directives, ICollection<string> problems)
    {
        foreach (var directive in directives ?? Enumerable.Empty<GraphQLDirective>())
        {
            if (directive.Name.Value == Name
                && new FreshnessDirectiveReader(coordinate, directive, problems).Read() is { } freshness
                && !found.TryAdd(coordinate, freshness))
            {
                problems.Add($"'{coordinate}' has @freshness twice.");
            }
        }
    }
}
