using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Graph.Execution.Schema;

/// <summary>Makes one document of all SDL files, with every <c>extend type</c> folded into its type.</summary>
/// <remarks>A root type may consist of extensions alone: each domain adds its own queries, and none of them owns <c>Query</c>. One that no
/// domain adds to is left out: GraphQL has no type without fields.</remarks>
internal sealed class SdlMerger(ICollection<string> problems)
{
    private static readonly HashSet<string> RootTypes = ["Query", "Mutation", "Subscription"];

    private readonly List<ASTNode> _definitions = [];
    private readonly Dictionary<string, GraphQLObjectTypeDefinition> _objects = new(StringComparer.Ordinal);
    private readonly List<(string File, GraphQLObjectTypeExtension Extension)> _extensions = [];

    public static GraphQLDocument Merge(IEnumerable<SdlSource> sources, ICollection<string> problems)
    {
        var merger = new SdlMerger(problems);
        foreach (var source in sources)
        {
            merger.Read(source);
        }

        merger.Extend();
        merger._definitions.RemoveAll(definition =>
            definition is GraphQLObjectTypeDefinition { Fields: null } type && RootTypes.Contains(type.Name.StringValue));
        return new GraphQLDocument(merger._definitions);
    }

    private void Read(SdlSource source)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(source.Text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLParserException syntax)
        {
            problems.Add($"{source.Name} ({syntax.Location.Line}:{syntax.Location.Column}): {syntax.Description}");
            return;
        }

        foreach (var definition in document.Definitions)
        {
            Add(source.Name, definition);
        }
    }

    private void Add(string file, ASTNode definition)
    {
        switch (definition)
        {
            case GraphQLObjectTypeExtension extension:
                _extensions.Add((file, extension));
                break;
            case GraphQLTypeExtension or GraphQLSchemaExtension:
                problems.Add($"{file}: only object types can be extended, not {definition.Kind} '{(definition as INamedNode)?.Name.StringValue}'.");
                break;
            case GraphQLExecutableDefinition:
                problems.Add($"{file}: has an operation or a fragment; a schema has none.");
                break;
            case INamedNode named when _definitions.Any(known => known.Kind == definition.Kind && ((INamedNode)known).Name == named.Name):
                problems.Add($"{file}: '{named.Name.StringValue}' is defined already.");
                break;
            default:
                _definitions.Add(definition);
                if (definition is GraphQLObjectTypeDefinition type)
                {
                    _objects[type.Name.StringValue] = type;
                }

                break;
        }
    }

    private void Extend()
    {
        foreach (var (file, extension) in _extensions)
        {
            var name = extension.Name.StringValue;
            if (!_objects.TryGetValue(name, out var type))
            {
                if (!RootTypes.Contains(name))
                {
                    problems.Add($"{file}: extends type '{name}', which no enabled domain defines.");
                    continue;
                }

                type = new GraphQLObjectTypeDefinition(extension.Name);
                _objects.Add(name, type);
                _definitions.Add(type);
            }

            Fold(file, extension, type);
        }
    }

    private void Fold(string file, GraphQLObjectTypeExtension extension, GraphQLObjectTypeDefinition type)
    {
        var fields = type.Fields?.Items ?? [];
        foreach (var field in extension.Fields ?? Enumerable.Empty<GraphQLFieldDefinition>())
        {
            if (fields.Any(known => known.Name == field.Name))
            {
                problems.Add($"{file}: '{type.Name.StringValue}.{field.Name.StringValue}' is defined already.");
                continue;
            }

            fields.Add(field);
        }

        type.Fields = fields.Count == 0 ? null : new GraphQLFieldsDefinition(fields);
        if (extension.Interfaces is { } interfaces)
        {
            type.Interfaces = new GraphQLImplementsInterfaces([.. type.Interfaces?.Items ?? [], .. interfaces.Items]);
        }

        if (extension.Directives is { } directives)
        {
            type.Directives = new GraphQLDirectives([.. type.Directives?.Items ?? [], .. directives.Items]);
        }
    }
}
