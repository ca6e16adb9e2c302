using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Schema;
using Graph.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Execution.Differential;

/// <summary>A graph with what the domains' own does not have: lists within lists, interfaces below interfaces, unions, elements that fail,
/// values of the wrong type, bindings and properties that throw.</summary>
internal sealed class SpecGraph
{
    internal enum Style
    {
        Plain,
        BoldText,
    }

    internal record Thing(int Key);

    internal sealed record Node(int Key) : Thing(Key);

    internal sealed record Leaf(int Key) : Thing(Key);

    private const string Sdl = """
        extend type Query {
          node(key: Int = 1): Node nodes(keys: [Int!] = [1, 2, 3]): [Node] strict: Node! grid: [[Node!]] deep: [[[Thing!]!]] results: [Node]
          any: [Any!] things(style: Style): [Thing] one: Thing search(by: SearchInput!): [Any] text: String texts: [String!] numbers: [[Int]] style: Style!
        }
        extend type Mutation { write(input: WriteInput!): Node touch(text: String = "t"): Thing pick: Any count: Int names: [String!] }
        enum Style { PLAIN BOLD_TEXT }
        input SearchInput @oneOf { id: ID name: String nested: SearchInput }
        input WriteInput { key: Int! style: Style = BOLD_TEXT styles: [[Style!]] at: DateTime part: PartInput parts: [PartInput!] }
        input PartInput { sum: Decimal! = 1.5 url: URL long: Duration }
        interface Thing { id: ID! link: Thing self: Thing! label(style: Style = PLAIN, prefix: [String!]): String tags: [String] hidden: String @authenticated }
        type Node implements Thing {
          id: ID! link: Thing self: Thing! label(style: Style = PLAIN, prefix: [String!]): String tags: [String] hidden: String
          next: Node must: Node! kids: [Node!] some: [Node] any: Any anys: [Any!]! matrix: [[Leaf]!]
          style: Style styles: [Style!]! moment: DateTime span: Duration! price: Decimal ratio: Float url: URL flag: Boolean! count: Int!
          ratios: [Float!] counts: [[Int!]!] strict: String! boom: String throws: [Node] late: Int lateText: String! lateTexts: [[String]!]
          private: Node @requiresRole(role: "catalog")
        }
        type Leaf implements Thing {
          id: ID! link: Thing self: Thing! label(style: Style = PLAIN, prefix: [String!]): String tags: [String] hidden: String
          value: Int! owner: Node owners: [Node!]!
        }
        union Any = Node | Leaf
        """;

    private readonly TypeRegistry _registry = new DomainModel([], Options.Create(new DomainsOptions()), upstreams: null!, ids: null!).Types;

    /// <summary>Decides all values.</summary>
    public int Seed { get; set; }

    public static DifferentialRig Rig(out SpecGraph graph)
    {
        graph = new SpecGraph();
        graph.BindRoots();
        graph.BindThing<Node>("Node");
        graph.BindThing<Leaf>("Leaf");
        graph.BindNode();
        graph.Batch<Leaf, Node>("Leaf", "owner");
        graph.Value<Leaf, int>("Leaf", "value");
        graph.Value<Leaf, IReadOnlyList<Node>>("Leaf", "owners");
        return new DifferentialRig([.. SdlSources.FromResources(typeof(IDomainModule).Assembly, []), new SdlSource("spec.graphql", Sdl)], graph._registry);
    }

    private void BindRoots()
    {
        Query<Node>("node");
        Query<IReadOnlyList<Node>>("nodes");
        Query<Node>("strict");
        Query<IReadOnlyList<IReadOnlyList<Node>>>("grid");
        Query<IReadOnlyList<IReadOnlyList<IReadOnlyList<Thing>>>>("deep");
        Query<IReadOnlyList<LoadResult<Node>>>("results");
        Query<IReadOnlyList<object>>("any");
        Query<IReadOnlyList<Thing>>("things");
        Query<Thing>("one");
        Query<Thing[]>("search");
        Query<string>("text");
        Query<string[]>("texts");
        Query<IReadOnlyList<int?[]>>("numbers");
        Query<Style>("style");
        Mutation<Node>("write");
        Mutation<Thing>("touch");
        Mutation<object>("pick");
        Mutation<int>("count");
        Mutation<List<string>>("names");
    }

    private void BindThing<T>(string type) where T : Thing
    {
        Value<T, string>(type, "id");
        Batch<T, Thing>(type, "link");
        Batch<T, Thing>(type, "self");
        Batch<T, string>(type, "label");
        Value<T, IReadOnlyList<string?>>(type, "tags");
        Value<T, string?>(type, "hidden");
    }

    private void BindNode()
    {
        Batch<Node, Node>("Node", "next");
        Batch<Node, Node>("Node", "must");
        Value<Node, IReadOnlyList<Node>?>("Node", "kids");
        Batch<Node, IReadOnlyList<LoadResult<Node>>>("Node", "some");
        Batch<Node, object>("Node", "any");
        Value<Node, IReadOnlyList<Thing>>("Node", "anys");
        Batch<Node, IReadOnlyList<IReadOnlyList<Leaf?>>>("Node", "matrix");
        Value<Node, Style?>("Node", "style");
        Batch<Node, List<Style>>("Node", "styles");
        Value<Node, DateTimeOffset?>("Node", "moment");
        Value<Node, TimeSpan>("Node", "span");
        Value<Node, decimal?>("Node", "price");
        Value<Node, double?>("Node", "ratio");
        Value<Node, string?>("Node", "url");
        Value<Node, bool>("Node", "flag");
        Value<Node, int>("Node", "count");
        Value<Node, double[]?>("Node", "ratios");
        Value<Node, IReadOnlyList<IReadOnlyList<int>>?>("Node", "counts");
        Value<Node, string>("Node", "strict");
        Value<Node, string>("Node", "boom", throws: 0.3);
        Value<Node, IReadOnlyList<Node>>("Node", "throws", throws: 0.3);
        Batch<Node, int>("Node", "late");
        Batch<Node, string>("Node", "lateText");
        Batch<Node, IReadOnlyList<IReadOnlyList<LoadResult<string>>>>("Node", "lateTexts");
        Batch<Node, Node>("Node", "private");
    }

    private void Query<T>(string field) => _registry.Add(
        _registry.Bind("Query", typeof(object), "Spec"),
        new BatchBinding<object, T>(field, "Spec", async (_, context) =>
        {
            await LaterAsync(field);
            return [Result<T>($"Query.{field}", context.Arguments)];
        }));

    private void Mutation<T>(string field) => _registry.Add(
        _registry.Bind("Mutation", typeof(object), "Spec"),
        new MutationBinding<T>(field, "Spec", async context =>
        {
            await LaterAsync(field);
            return Result<T>($"Mutation.{field}", context.Arguments);
        }));

    private void Batch<TParent, TResult>(string type, string field) where TParent : Thing => _registry.Add(
        _registry.Bind(type, typeof(TParent), "Spec"),
        new BatchBinding<TParent, TResult>(field, "Spec", async (parents, context) =>
        {
            await LaterAsync($"{type}.{field}/{parents.Count}");
            var whole = Dice.Of(Seed, $"{type}.{field}");
            return whole.Chance(0.01) ? throw new InvalidOperationException("A defect.")
                : whole.Chance(0.01) ? []
                : [.. parents.Select(parent => Result<TResult>($"{parent.Key}.{field}", context.Arguments))];
        }));

    private void Value<TParent, TResult>(string type, string field, double throws = 0.02) where TParent : Thing => _registry.Add(
        _registry.Bind(type, typeof(TParent), "Spec"),
        ValueBinding.Of<TParent, TResult>(field, "Spec", parent =>
        {
            var random = Dice.Of(Seed, $"{parent.Key}.{field}");
            return random.Chance(throws) ? throw new InvalidOperationException("A defect.") : (TResult)new SpecValues(random).Make(typeof(TResult))!;
        }));

    private LoadResult<T> Result<T>(string key, Arguments arguments)
    {
        var random = Dice.Of(Seed, $"{key}({SpecValues.Text(arguments)})");
        return random.NextDouble() switch
        {
            < 0.08 => LoadResult<T>.NotFound,
            < 0.16 => new RandomRecords(random).Failure(),
            _ => LoadResults.Found((T)new SpecValues(random).Make(typeof(T))!),
        };
    }

    private async ValueTask LaterAsync(string what)
    {
        var random = Dice.Of(Seed, what);
        for (var waits = random.Chance(0.4) ? random.Next(1, 4) : 0; waits > 0; waits--)
        {
            await Task.Yield();
        }
    }
}
