using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Tests.Samples.Warranties;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Samples;

/// <summary>The walk-through's domain works, and the walk-through shows it as it is.</summary>
public sealed class WarrantiesDomainTests
{
    private static readonly string Guide = Resource.Text(typeof(WarrantiesDomainTests).Assembly, "docs/adding-a-domain.md");

    [Theory]
    [InlineData("warranties.graphql", "graphql")]
    [InlineData("Warranty.cs", "csharp")]
    [InlineData("WarrantySources.cs", "csharp")]
    [InlineData("WarrantiesJson.cs", "csharp")]
    [InlineData("WarrantiesUpstream.cs", "csharp")]
    [InlineData("WarrantiesDomain.cs", "csharp")]
    [InlineData("WarrantyPayload.cs", "csharp")]
    [InlineData("WarrantyChange.cs", "csharp")]
    [InlineData("WarrantyMutations.cs", "csharp")]
    public void Guide_ShowsTheFileThatIsCompiled(string file, string language)
    {
        // In the sample's place, a domain is named after its own folder.
        var text = Resource.Text(typeof(WarrantiesDomainTests).Assembly, $"samples/{file}")
            .Replace("Graph.Domains.Tests.Samples.", "Graph.Domains.", StringComparison.Ordinal);

        Assert.Contains($"```{language}\n{text}```\n", Guide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warranty_OfManyProducts_IsOneCall()
    {
        var graph = new FakeGraph().Add(DomainModule.Of<WarrantiesDomain>());
        graph.Upstream("Warranties").Answer("/warranties?productIds=1,2", """[{"productId":"2","months":36,"version":1}]""");
        var product = new Product("1", "N", "c", new Money(1, "EUR"), 1, default, default);

        var warranties = await graph.FieldAsync<Product, Warranty>("Product", "warranty", [product, product with { Id = "2" }]);

        Assert.Equal([null, new Warranty("2", 36, 1)], warranties.Select(warranty => warranty.Value));
    }

    [Fact]
    public async Task SetWarranty_OfNoMonths_IsInvalidInputAndWritesNothing()
    {
        var graph = new FakeGraph();
        var domain = new FakeDomain(graph, "Warranties");
        domain.Mutation("setWarranty", new WarrantyMutations(domain.Upstream).SetAsync);
        var set = (Func<MutationContext, ValueTask<LoadResult<WarrantyPayload>>>)graph.Mutations["setWarranty"];
        var arguments = new Arguments(new Dictionary<string, object?>
        {
            ["input"] = new Dictionary<string, object?> { ["productId"] = "7", ["months"] = 0 },
        });

        var result = await set(new MutationContext(arguments, graph.Load, Write: null!, CancellationToken.None));

        Assert.Equal([new InvalidInput("A warranty is one month or more.", "months")], result.Value!.Errors);
    }
}
