using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution;

public sealed class BatchingTests
{
    private const string Sdl = """
        extend type Query { items: [Item!]! }
        type Item { id: ID! name: String! next(by: Int = 1): Item }
        """;

    private readonly List<(int Parents, int? By)> _calls = [];

    [Fact]
    public async Task Execute_FieldOfManyParents_IsOneCall()
    {
        var result = await Graph().RunAsync("{ items { next { id } } }");

        Assert.Equal("""{"data":{"items":[{"next":{"id":"1+1"}},{"next":{"id":"2+1"}},{"next":{"id":"3+1"}}]}}""", result.Json());
        Assert.Equal([(3, 1)], _calls);
    }

    [Fact]
    public async Task Execute_TwoAliasesWithDifferentArguments_AreTwoCalls()
    {
        var result = await Graph().RunAsync("{ items { a: next(by: 5) { id } b: next(by: 7) { id } } }");

        Assert.Empty(result.Errors);
        Assert.Equal([(3, 5), (3, 7)], _calls);
    }

    [Fact]
    public async Task Execute_NestedLevels_AreOneCallEach()
    {
        await Graph().RunAsync("{ items { next { next { next { name } } } } }");

        Assert.Equal([(3, 1), (3, 1), (3, 1)], _calls);
    }

    [Fact]
    public async Task Execute_EqualFieldsThatAreMerged_AreOneCall()
    {
        // GraphQL.NET makes a new node of each merged field for each parent.
        var result = await Graph().RunAsync("{ items { next(by: 2) { id } next(by: 2) { name } } }");

        Assert.Equal([(3, 2)], _calls);
        Assert.Contains("""{"next":{"id":"1+2","name":"item 1+2"}}""", result.Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_OneFragmentAtTwoDepths_BatchesEachLevel()
    {
        var result = await Graph().RunAsync("{ items { ...f next(by: 9) { ...f } } } fragment f on Item { n: next { id } }");

        Assert.Empty(result.Errors);
        Assert.Equal([(3, 1), (3, 9), (3, 1)], _calls);
    }

    [Fact]
    public async Task Execute_VariableOverDefault_ReachesTheBinding()
    {
        await Graph().RunAsync("query ($by: Int) { items { next(by: $by) { id } } }", """{"by": 4}""");
        await Graph().RunAsync("query ($by: Int) { items { next(by: $by) { id } } }", "{}");

        Assert.Equal([(3, 4), (3, 1)], _calls);
    }

    [Fact]
    public async Task Execute_OneFragmentInTwoPlaces_IsOneCall()
    {
        var result = await Graph().RunAsync("{ a: items { ...f } b: items { next(by: 9) { ...f } } c: items { ...f } } fragment f on Item { n: next { id } }");

        Assert.Empty(result.Errors);
        // Two places that are due together, and one that is due later.
        Assert.Equal([(6, 1), (3, 9), (3, 1)], _calls);
    }

    [Fact]
    public async Task Execute_MergedRootFieldsOfOneName_AreEachCalledWithTheirOwnArguments()
    {
        var calls = new List<string>();
        var graph = new TestGraph("extend type Query { item(id: ID!): Item } type Item { id: ID! name: String! }").Type<Item>("Item")
            .Query<Item>("item", context =>
            {
                calls.Add(context.Arguments.Required("id"));
                return new Item(context.Arguments.Required("id"));
            });

        var result = await graph.RunAsync("{ a: item(id: 1) { id } b: item(id: 2) { id } a: item(id: 1) { name } b: item(id: 2) { name } }");

        Assert.Equal("""{"data":{"a":{"id":"1","name":"item 1"},"b":{"id":"2","name":"item 2"}}}""", result.Json());
        Assert.Equal(["1", "2"], calls);
    }

    private TestGraph Graph() => new TestGraph(Sdl)
        .Query<IReadOnlyList<Item>>("items", _ => new Item[] { new("1"), new("2"), new("3") })
        .Field<Item, Item>("Item", "next", (parents, context) =>
        {
            _calls.Add((parents.Count, context.Arguments.Int("by")));
            return [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}+{context.Arguments.Int("by")}"))];
        });
}
