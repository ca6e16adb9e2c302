using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;

namespace Graph.Tests.Execution;

public sealed class PrivatePlanTests
{
    private const string Sdl = """
        extend type Query { item: Item mine: Mine list: [Mine!] guarded: Item @authenticated any: Any thing: Thing named: Named user: Owner }
        extend type Mutation { own: Mine other: Item audited: Item @requiresRole(role: "auditor") }
        interface Named { id: ID! }
        union Any = Item | Mine
        union Thing = Item | Other
        type Item implements Named { id: ID! next: Item forYou: Item @freshness(ttl: "PT1M", scope: PRIVATE) audit: Item @requiresRole(role: "auditor") }
        type Mine implements Named @freshness(ttl: "PT1M", scope: PRIVATE) { id: ID! }
        type Other { id: ID! open: Item @freshness(ttl: "PT1M") }
        type Owner { id: ID! account: Account }
        type Account @authenticated { id: ID! }
        """;

    internal sealed record Mine(string Id);

    internal sealed record Other(string Id);

    internal sealed record Owner(string Id);

    internal sealed record Account(string Id);

    [Theory]
    [InlineData("{ item { id next { id } } }", false)]
    [InlineData("{ thing { ... on Item { id } ... on Other { open { id } } } }", false)]
    [InlineData("{ __schema { types { name } } }", false)]
    [InlineData("{ item { ... on Named { id } } }", false)]
    [InlineData("{ user { id } }", false)]
    [InlineData("mutation { other { id } }", false)]
    [InlineData("{ mine { id } }", true)]
    [InlineData("{ a: mine { __typename } }", true)]
    [InlineData("{ list { id } }", true)]
    [InlineData("{ item { next { next { forYou { id } } } } }", true)]
    [InlineData("{ guarded { id } }", true)]
    [InlineData("{ item { audit { id } } }", true)]
    [InlineData("{ user { account { id } } }", true)]
    [InlineData("{ any { ... on Item { id } } }", true)]
    [InlineData("{ named { id } }", true)]
    [InlineData("{ item { ...f } } fragment f on Item { next { ...g } } fragment g on Named { ... on Item { forYou { id } } }", true)]
    [InlineData("query ($no: Boolean = false) { item { id } mine @include(if: $no) { id } }", true)]
    [InlineData("{ item { id } ... @skip(if: true) { mine { id } } }", true)]
    [InlineData("mutation { own { id } }", true)]
    [InlineData("mutation { audited { id } }", true)]
    public async Task Execute_IsPrivate_BySelectionAlone(string query, bool expected)
    {
        var executor = Graph().Executor();
        var request = new OperationRequest(query, "t");

        var first = await executor.ExecuteAsync(request, TestContext.Current.CancellationToken);
        var known = await executor.ExecuteAsync(request with { Viewer = new Viewer("u", new HashSet<string> { "auditor" }) }, TestContext.Current.CancellationToken);

        Assert.Equal(ResultOutcome.Executed, first.Outcome);
        Assert.Equal((expected, expected), (first.IsPrivate, known.IsPrivate));
    }

    [Fact]
    public async Task Execute_TwoOperationsOfADocument_HaveAPlanEach()
    {
        const string Document = "query a { item { id } } query b { mine { id } }";

        Assert.False((await Graph().RunAsync(Document, operationName: "a")).IsPrivate);
        Assert.True((await Graph().RunAsync(Document, operationName: "b")).IsPrivate);
    }

    [Fact]
    public async Task Execute_WithoutAPlan_IsPrivate() => Assert.True((await Graph().RunAsync("{ nothing }")).IsPrivate);

    [Fact]
    public void PrivateFields_AreAllThatArePrivateOrGuarded() => Assert.Equal(
        [
            "Account.id", "Item.audit", "Item.forYou", "Mine.id", "Mutation.audited", "Mutation.own", "Owner.account", "Query.any", "Query.guarded",
            "Query.list", "Query.mine", "Query.named",
        ],
        Graph().Model().PrivateFields.Keys.Select(field => field.ToString()).Order(StringComparer.Ordinal));

    private static TestGraph Graph() => new TestGraph(Sdl)
        .Type<Mine>("Mine").Type<Account>("Account")
        .Query<Item>("item", _ => LoadResult<Item>.NotFound).Query<Item>("guarded", _ => LoadResult<Item>.NotFound)
        .Query<Mine>("mine", _ => LoadResult<Mine>.NotFound).Query<IReadOnlyList<Mine>>("list", _ => LoadResult<IReadOnlyList<Mine>>.NotFound)
        .Query<object>("any", _ => LoadResult<object>.NotFound).Query<object>("thing", _ => LoadResult<object>.NotFound)
        .Query<object>("named", _ => LoadResult<object>.NotFound).Query<Owner>("user", _ => LoadResult<Owner>.NotFound)
        .Mutation<Mine>("own", _ => LoadResult<Mine>.NotFound).Mutation<Item>("other", _ => LoadResult<Item>.NotFound)
        .Mutation<Item>("audited", _ => LoadResult<Item>.NotFound)
        .Field<Item, Item>("Item", "next", (parents, _) => new LoadResult<Item>[parents.Count])
        .Field<Item, Item>("Item", "forYou", (parents, _) => new LoadResult<Item>[parents.Count])
        .Field<Item, Item>("Item", "audit", (parents, _) => new LoadResult<Item>[parents.Count])
        .Field<Other, Item>("Other", "open", (parents, _) => new LoadResult<Item>[parents.Count])
        .Field<Owner, Account>("Owner", "account", (parents, _) => new LoadResult<Account>[parents.Count]);
}
