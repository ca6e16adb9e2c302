using System.Security.Cryptography;
using System.Text;
using Graph.Caching.Freshness;
using Graph.Execution.Binding;
using Graph.Execution.Schema.Rules;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Graph.Execution.Schema;

/// <summary>The graph's schema as the SDL says it, checked against the bindings. Independent of the engine that runs it.</summary>
internal sealed class SchemaModel
{
    private static readonly ISchemaRule[] Rules =
    [
        new KnownTypesRule(),
        new BindingsRule(),
        new FieldsRule(),
        new AbstractTypesRule(),
        new PrivateScopeRule(),
        new GuardedFieldsRule(),
        new MutationFieldsRule(),
    ];

    private SchemaModel(SdlIndex index, string sdl, IReadOnlyDictionary<string, FreshnessDirective> freshness, CostModel costs)
    {
        Index = index;
        Sdl = sdl;
        Freshness = freshness;
        Costs = costs;
        Access = AccessRules.Read(index);
        PrivateFields = Schema.PrivateFields.Find(index, freshness, Access);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sdl)).AsSpan(0, 16))}\"";
    }

    public SdlIndex Index { get; }

    /// <summary>All files merged into one text: what <c>GET /graphql/schema.graphql</c> gives.</summary>
    public string Sdl { get; }

    /// <summary>Of <see cref="Sdl"/>, quoted as HTTP has it.</summary>
    public string ETag { get; }

    /// <summary>Policies as written, by coordinate: a type (<c>Product</c>) or a field (<c>Viewer.recommendations</c>).</summary>
    public IReadOnlyDictionary<string, FreshnessDirective> Freshness { get; }

    public CostModel Costs { get; }

    public AccessRules Access { get; }

    /// <summary>Every field whose value is one viewer's own: PRIVATE by its scope, its type or its parent, or guarded; with the types, or the
    /// field itself, that make it so.</summary>
    public IReadOnlyDictionary<FieldCoordinate, IReadOnlyList<string>> PrivateFields { get; }

    /// <exception cref="SchemaException">Anything does not fit; lists everything that does not.</exception>
    public static SchemaModel Create(IEnumerable<SdlSource> sources, TypeRegistry registry)
    {
        var problems = new List<string>(registry.Problems);
        var document = SdlMerger.Merge(sources, problems);
        var index = new SdlIndex(document);
        var freshness = FreshnessDirectives.Read(document, problems);
        var costs = CostModel.Read(index, problems);
        foreach (var rule in Rules)
        {
            rule.Check(index, registry, problems);
        }

        return problems.Count == 0 ? new SchemaModel(index, Print(document), freshness, costs) : throw new SchemaException(problems);
    }

    private static string Print(GraphQLDocument document) => new SDLPrinter().Print(document);
}
