using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Execution;

public sealed class ErrorsTests
{
    private const string Sdl = """
        extend type Query { items: [Item!]! some: [Item] one: Item strict: Item! }
        type Item { id: ID! name: String! next: Item needed: Item! broken: String }
        """;

    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "Reviews does not answer.") { Upstream = "Reviews", Retryable = true };

    [Fact]
    public async Task Execute_FailedBatch_IsOneErrorPerPathWithAllItSays()
    {
        var result = await Graph(2).RunAsync("{ items { id next { id } } }");

        Assert.Equal(
            """{"errors":["""
            + """{"message":"Reviews does not answer.","locations":[{"line":1,"column":14}],"path":["items",0,"next"],"extensions":{"code":"UPSTREAM_UNAVAILABLE","upstream":"Reviews","retryable":true,"traceId":"trace-1"}},"""
            + """{"message":"Reviews does not answer.","locations":[{"line":1,"column":14}],"path":["items",1,"next"],"extensions":{"code":"UPSTREAM_UNAVAILABLE","upstream":"Reviews","retryable":true,"traceId":"trace-1"}}],"""
            + """
            "data":{"items":[{"id":"0","next":null},{"id":"1","next":null}]}}
            """,
            result.Json());
    }

    [Fact]
    public async Task Execute_FailedElement_HasItsIndexInThePath()
    {
        var result = await Graph(1).RunAsync("{ some { id } }");

        var error = Assert.Single(result.Errors);
        Assert.Equal(["some", 1], error.Path!);
        Assert.Contains("""{"some":[{"id":"a"},null,null,{"id":"d"}]}""", result.Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_FailureOfANonNullField_NullsTheNearestNullable()
    {
        var nested = await Graph(1).RunAsync("{ one { id needed { id } } }");
        var root = await Graph(1).RunAsync("{ strict { needed { id } } }");

        Assert.EndsWith(@"""data"":{""one"":null}}", nested.Json(), StringComparison.Ordinal);
        Assert.Equal(["one", "needed"], nested.Errors[0].Path!);
        Assert.EndsWith(@"""data"":null}", root.Json(), StringComparison.Ordinal);
        Assert.Equal(ResultOutcome.Executed, root.Outcome);
    }

    [Fact]
    public async Task Execute_Aliases_StandInThePath()
    {
        var result = await Graph(1).RunAsync("{ all: items { x: next { id } } }");

        Assert.Equal(["all", 0, "x"], Assert.Single(result.Errors).Path!);
    }

    [Fact]
    public async Task Execute_MoreErrorsThanTheLimit_AreCountedByALastOne()
    {
        var result = await Graph(450).RunAsync("{ items { next { id } } }");

        Assert.Equal(101, result.Errors.Count);
        Assert.Equal(new GraphError(ErrorCodes.LimitExceeded, "350 more errors are left out (Limits:Errors)."), result.Errors[100] with { Locations = [] }, Same);
        Assert.Equal(450, result.Json().Split("\"next\":null").Length - 1);
    }

    [Fact]
    public async Task Execute_NotFound_IsNullWithoutAnError()
    {
        var graph = new TestGraph("extend type Query { one: Item } type Item { id: ID! }").Type<Item>("Item").Query<Item>("one", _ => LoadResult<Item>.NotFound);

        Assert.Equal("""{"data":{"one":null}}""", (await graph.RunAsync("{ one { id } }")).Json());
    }

    [Fact]
    public async Task Execute_DefectInABinding_IsMaskedAndLoggedOnce()
    {
        var graph = Defective((_, _) => throw new InvalidOperationException("secret"));

        var result = await graph.RunAsync("{ items { broken } }");

        Assert.Equal(20, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal((ErrorCodes.Internal, "trace-1"), (error.Code, error.TraceId)));
        Assert.DoesNotContain("secret", result.Json(), StringComparison.Ordinal);
        Assert.Contains("trace-1", Assert.Single(graph.Logs.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_BindingWithTooFewResults_IsADefectToo()
    {
        var result = await Defective((_, _) => []).RunAsync("{ items { broken } }");

        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.Internal, error.Code));
    }

    [Fact]
    public async Task Execute_DefectInAProperty_IsMaskedAndLoggedOnce()
    {
        var graph = new TestGraph("extend type Query { items: [Item!] } type Item { id: ID! bad: String }")
            .Value<Item, string?>("Item", "bad", _ => throw new InvalidOperationException("secret"))
            .Query<IReadOnlyList<Item>>("items", _ => Items(3));

        var result = await graph.RunAsync("{ items { id bad } }");

        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.Internal, error.Code));
        Assert.DoesNotContain("secret", result.Json(), StringComparison.Ordinal);
        Assert.Single(graph.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task Execute_StaleValues_AreNotedInTheExtensions()
    {
        TestGraph graph = null!;
        graph = new TestGraph("extend type Query { one: Item } type Item { id: ID! }").Type<Item>("Item").Query<Item>("one", _ =>
        {
            graph.Request!.Stale.Add("Item", TimeSpan.FromSeconds(61.5));
            return new Item("1");
        });

        Assert.Equal("""{"data":{"one":{"id":"1"}},"extensions":{"stale":[{"type":"Item","ageSeconds":61}]}}""", (await graph.RunAsync("{ one { id } }")).Json());
    }

    [Fact]
    public async Task Execute_OptimisticValues_AreNotedInTheExtensions()
    {
        TestGraph graph = null!;
        graph = new TestGraph("extend type Query { one: Item } type Item { id: ID! }").Type<Item>("Item").Query<Item>("one", _ =>
        {
            graph.Request!.SawOptimistic = true;
            return new Item("1");
        });

        Assert.Equal("""{"data":{"one":{"id":"1"}},"extensions":{"optimistic":true}}""", (await graph.RunAsync("{ one { id } }")).Json());
    }

    [Fact]
    public async Task Execute_InterfaceAndUnion_TellTheirTypeByTheClrType()
    {
        var graph = new TestGraph("""
            extend type Query { any: [Any!] named: [Named!] }
            interface Named { name: String! }
            union Any = Item | Other
            type Item implements Named { id: ID! name: String! }
            type Other implements Named { name: String! }
            """)
            .Type<Item>("Item").Type<Other>("Other")
            .Query<IReadOnlyList<object>>("any", _ => new object[] { new Item("1"), new Other("o") })
            .Query<IReadOnlyList<object>>("named", _ => new object[] { new Item("1"), new Other("o") });

        var result = await graph.RunAsync("{ any { __typename ... on Item { id } } named { __typename name } }");

        Assert.Equal(
            """{"data":{"any":[{"__typename":"Item","id":"1"},{"__typename":"Other"}],"named":[{"__typename":"Item","name":"item 1"},{"__typename":"Other","name":"o"}]}}""",
            result.Json());
    }

    internal sealed record Other(string Name);

    private static readonly EqualityComparer<GraphError> Same = EqualityComparer<GraphError>.Create((a, b) => a!.Code == b!.Code && a.Message == b.Message);

    private static Item[] Items(int count) => [.. Enumerable.Range(0, count).Select(i => new Item($"{i}"))];

    private static TestGraph Graph(int items) => Bound(items)
        .Field<Item, string>("Item", "broken", (parents, _) => LoadResults.AllFailed<string>(parents.Count, Down));

    private static TestGraph Defective(Func<IReadOnlyList<Item>, FieldContext, LoadResult<string>[]> broken) =>
        Bound(20).Field("Item", "broken", broken);

    private static TestGraph Bound(int items) => new TestGraph(Sdl)
        .Query<IReadOnlyList<Item>>("items", _ => Items(items))
        .Query<IReadOnlyList<LoadResult<Item>>>("some", _ => new LoadResult<Item>[] { new Item("a"), Down, LoadResult<Item>.NotFound, new Item("d") })
        .Query<Item>("one", _ => new Item("1"))
        .Query<Item>("strict", _ => new Item("1"))
        .Field<Item, Item>("Item", "next", (parents, _) => LoadResults.AllFailed<Item>(parents.Count, Down))
        .Field<Item, Item>("Item", "needed", (parents, _) => LoadResults.AllFailed<Item>(parents.Count, Down));
}
