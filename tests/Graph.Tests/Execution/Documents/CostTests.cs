using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Tests.Execution.Documents;

public sealed class CostTests
{
    internal sealed record Money(decimal Amount);

    internal sealed record ItemConnection(IReadOnlyList<Product> Nodes);

    internal sealed record Product(string Id)
    {
        public Money Price { get; } = new(1);
    }

    private const string Sdl = """
        extend type Query {
          products(first: Int = 20): ProductConnection @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
          productsById(ids: [ID!]!): [Product] @listSize(slicingArguments: ["ids"])
          trending(first: Int): [Product!] @listSize(slicingArguments: ["first"], assumedSize: 7)
          all: [Product!]
        }
        type Product { id: ID! price: Money! inventory: Product reviews(first: Int = 10): ProductConnection @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) }
        type ProductConnection @cost(weight: 0) { nodes: [Product!]! }
        type Money @cost(weight: 0) { amount: Decimal! }
        """;

    private int _calls;

    [Theory]
    [InlineData("{ products(first: 50) { nodes { id price { amount } inventory { id } reviews(first: 10) { nodes { id inventory { id } } } } } }", 1100)]
    [InlineData("{ products { nodes { id } } }", 20)]
    [InlineData("{ productsById(ids: [1, 2, 3]) { id inventory { id } } }", 6)]
    [InlineData("{ trending { id } }", 7)]
    [InlineData("{ trending(first: 0) { id } }", 0)]
    [InlineData("{ all { id } }", 10)]
    [InlineData("{ all { inventory { id } ...f } } fragment f on Product { inventory { price { amount } } }", 20)]
    [InlineData("{ __schema { types { name } } }", 1000)]
    [InlineData("{ a: __typename }", 0)]
    public async Task Execute_AtItsCost_RunsAndBelowItIsRefused(string query, int cost)
    {
        Assert.Equal(ResultOutcome.Executed, (await Graph(limit: Math.Max(1, cost)).RunAsync(query)).Outcome);
        if (cost > 1)
        {
            var refused = await Graph(limit: cost - 1).RunAsync(query);
            Assert.Equal(ErrorCodes.CostLimitExceeded, Assert.Single(refused.Errors).Code);
        }
    }

    [Fact]
    public async Task Execute_CostFromVariables_IsCheckedOnAKnownDocumentToo()
    {
        var graph = Graph(limit: 50);
        var executor = graph.Executor();
        var codes = new List<string?>();
        foreach (var first in new[] { 10, 90, 10, 90 })
        {
            var variables = System.Text.Json.JsonDocument.Parse($$"""{"n": {{first}}}""").RootElement;
            var request = new Graph.Execution.OperationRequest("query ($n: Int) { products(first: $n) { nodes { id } } }", "t") { Variables = variables };
            codes.Add((await executor.ExecuteAsync(request, TestContext.Current.CancellationToken)).Errors.SingleOrDefault()?.Code);
        }

        Assert.Equal([null, ErrorCodes.CostLimitExceeded, null, ErrorCodes.CostLimitExceeded], codes);
    }

    [Theory]
    [InlineData("{ products(first: -1) { nodes { id } } }", null, "'first' must be from 0 to 100, not -1")]
    [InlineData("{ products(first: 100000) { nodes { id } } }", null, "'first' must be from 0 to 100, not 100000")]
    [InlineData("query ($n: Int) { products(first: $n) { nodes { id } } }", """{"n": 101}""", "'first' must be from 0 to 100, not 101")]
    [InlineData("query ($n: Int = 101) { products(first: $n) { nodes { id } } }", null, "'first' must be from 0 to 100, not 101")]
    [InlineData("{ all { reviews(first: 101) { nodes { id } } } }", null, "field 'reviews'")]
    public async Task Execute_ListArgumentOutOfRange_IsBadUserInputBeforeAnyCall(string query, string? variables, string expected)
    {
        var result = await Graph().RunAsync(query, variables);

        var error = Assert.Single(result.Errors);
        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Single(error.Locations);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Execute_TooManyIds_IsBadUserInputBeforeAnyCall()
    {
        var ids = string.Join(',', Enumerable.Range(1, 101));
        var literal = await Graph().RunAsync($"{{ productsById(ids: [{ids}]) {{ id }} }}");
        var variable = await Graph().RunAsync("query ($ids: [ID!]!) { productsById(ids: $ids) { id } }", $$"""{"ids": [{{ids}}]}""");

        Assert.Contains("'ids' may have at most 100 items, not 101", Assert.Single(literal.Errors).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.BadUserInput, Assert.Single(variable.Errors).Code);
        Assert.Equal(0, _calls);
    }

    private TestGraph Graph(int limit = 20_000)
    {
        var graph = new TestGraph(Sdl)
            .Type<Money>("Money").Type<ItemConnection>("ProductConnection")
            .Field<Product, Product>("Product", "inventory", (parents, _) => [.. parents.Select(parent => (LoadResult<Product>)parent)])
            .Field<Product, ItemConnection>("Product", "reviews", (parents, _) => [.. parents.Select(parent => (LoadResult<ItemConnection>)new ItemConnection([parent]))])
            .Query<ItemConnection>("products", _ => Counted(new ItemConnection([new Product("1")])))
            .Query<IReadOnlyList<LoadResult<Product>>>("productsById", _ => Counted(new LoadResult<Product>[] { new Product("1") }))
            .Query<IReadOnlyList<Product>>("trending", _ => Counted(new[] { new Product("1") }))
            .Query<IReadOnlyList<Product>>("all", _ => Counted(new[] { new Product("1") }));
        graph.Settings["Limits:Cost"] = $"{limit}";
        return graph;
    }

    private T Counted<T>(T value)
    {
        _calls++;
        return value;
    }
}
