using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution.Running;

/// <summary>Interfaces, unions and nested lists whose objects have calls below them: one call for all objects of a type at a place.</summary>
public sealed class AbstractTypesTests
{
    private const string Sdl = """
        extend type Query { grid: [[Thing!]!]! found: [Any] }
        interface Thing { id: ID! next: Thing }
        type Item implements Thing { id: ID! name: String! next: Thing }
        type Other implements Thing { id: ID! next: Thing items: [[Item!]!]! }
        union Any = Item | Other
        """;

    private readonly List<string> _calls = [];

    internal sealed record Other(string Id)
    {
        public IReadOnlyList<IReadOnlyList<Item>> Items { get; } = [[new($"{Id}a"), new($"{Id}b")], [], [new($"{Id}c")]];
    }

    [Fact]
    public async Task Execute_InterfaceInNestedLists_CallsOncePerTypeAndKeepsTheOrder()
    {
        var result = await Graph().RunAsync("{ grid { __typename next { id ... on Item { name } } } }");

        Assert.Equal(["item 1,2", "other 8,9"], _calls);
        Assert.Equal(
            """{"data":{"grid":[[{"__typename":"Item","next":{"id":"8"}},{"__typename":"Other","next":{"id":"8+","name":"item 8+"}}],"""
            + """[],[{"__typename":"Other","next":{"id":"9+","name":"item 9+"}},{"__typename":"Item","next":{"id":"8"}}]]}}""",
            result.Json());
    }

    [Fact]
    public async Task Execute_UnionWithFragments_SelectsOfEachTypeItsOwn()
    {
        var result = await Graph().RunAsync(
            "{ found { ...both ... on Other { items { next { __typename } } } } } fragment both on Any { kind: __typename ... on Thing { id } ... on Item { id name } }");

        Assert.Equal(["item 8a,8b,8c"], _calls);
        Assert.Equal(
            """{"data":{"found":[{"kind":"Item","id":"1","name":"item 1"},null,{"kind":"Other","id":"8","items":"""
            + """[[{"next":{"__typename":"Other"}},{"next":{"__typename":"Other"}}],[],[{"next":{"__typename":"Other"}}]]}]}}""",
            result.Json());
    }

    private TestGraph Graph() => new TestGraph(Sdl)
        .Query<IReadOnlyList<IReadOnlyList<object>>>("grid", _ => new object[][] { [new Item("1"), new Other("8")], [], [new Other("9"), new Item("2")] })
        .Query<IReadOnlyList<object?>>("found", _ => new object?[] { new Item("1"), null, new Other("8") })
        .Field<Item, object>("Item", "next", (parents, _) =>
        {
            _calls.Add($"item {string.Join(',', parents.Select(parent => parent.Id))}");
            return [.. parents.Select(_ => LoadResults.Found<object>(new Other("8")))];
        })
        .Field<Other, object>("Other", "next", (parents, _) =>
        {
            _calls.Add($"other {string.Join(',', parents.Select(parent => parent.Id))}");
            return [.. parents.Select(parent => LoadResults.Found<object>(new Item($"{parent.Id}+")))];
        });
}
