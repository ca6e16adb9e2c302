using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>The merged SDL's definitions by name.</summary>
internal sealed class SdlIndex
{
    public static readonly IReadOnlySet<string> BuiltInScalars = new HashSet<string>(StringComparer.Ordinal) { "String", "ID", "Int", "Float", "Boolean" };

    private static readonly HashSet<string> NoTypes = [];

    private readonly Dictionary<string, HashSet<string>> _objectTypes;

    public SdlIndex(GraphQLDocument document)
    {
        Document = document;
        Objects = ByName<GraphQLObjectTypeDefinition>();
        Interfaces = ByName<GraphQLInterfaceTypeDefinition>();
        Unions = ByName<GraphQLUnionTypeDefinition>();
        Enums = ByName<GraphQLEnumTypeDefinition>();
        Inputs = ByName<GraphQLInputObjectTypeDefinition>();
        Scalars = ByName<GraphQLScalarTypeDefinition>();
        _objectTypes = Objects.Keys.Select(name => (Name: name, Types: (IEnumerable<string>)[name]))
            .Concat(Interfaces.Keys.Concat(Unions.Keys).Select(name => (Name: name, Types: PossibleTypes(name))))
            .DistinctBy(entry => entry.Name, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Name, entry => entry.Types.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public GraphQLDocument Document { get; }

    public IReadOnlyDictionary<string, GraphQLObjectTypeDefinition> Objects { get; }

    public IReadOnlyDictionary<string, GraphQLInterfaceTypeDefinition> Interfaces { get; }

    public IReadOnlyDictionary<string, GraphQLUnionTypeDefinition> Unions { get; }

    public IReadOnlyDictionary<string, GraphQLEnumTypeDefinition> Enums { get; }

    public IReadOnlyDictionary<string, GraphQLInputObjectTypeDefinition> Inputs { get; }

    public IReadOnlyDictionary<string, GraphQLScalarTypeDefinition> Scalars { get; }

    public static bool IsRoot(string type) => type is "Query" or "Mutation" or "Subscription";

    public static string NamedType(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => NamedType(nonNull.Type),
        GraphQLListType list => NamedType(list.Type),
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new ArgumentException($"{type.Kind} is no type reference.", nameof(type)),
    };

    public bool IsAbstract(string type) => Interfaces.ContainsKey(type) || Unions.ContainsKey(type);

    public bool IsLeaf(string type) => BuiltInScalars.Contains(type) || Scalars.ContainsKey(type) || Enums.ContainsKey(type);

    public bool Knows(string type) => IsLeaf(type) || IsAbstract(type) || Objects.ContainsKey(type) || Inputs.ContainsKey(type);

    /// <summary>The object types that a value of an interface or a union may have.</summary>
    public IEnumerable<string> PossibleTypes(string type) => Unions.TryGetValue(type, out var union)
        ? (union.Types?.Items ?? []).Select(member => member.Name.StringValue)
        : Objects.Values
            .Where(candidate => candidate.Interfaces?.Items.Any(implemented => implemented.Name.Value == type) == true)
            .Select(candidate => candidate.Name.StringValue);

    /// <summary>The object types that a value of a type may have: its own, or an abstract type's; none for leaves.</summary>
    public IReadOnlySet<string> ObjectTypes(string type) => _objectTypes.GetValueOrDefault(type) ?? NoTypes;

    private Dictionary<string, T> ByName<T>() where T : ASTNode, INamedNode =>
        Document.Definitions.OfType<T>().ToDictionary(definition => definition.Name.StringValue, StringComparer.Ordinal);
}
