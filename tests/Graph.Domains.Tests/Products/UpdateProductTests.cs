using Graph.Domains.Products;
using Graph.Domains.Tests.Mutations;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Products;

public sealed class UpdateProductTests
{
    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();

    [Fact]
    public async Task UpdateProduct_OfACategoryThatIsNotKnown_TouchesAllLists()
    {
        _graph.Upstream("Products").Written("PATCH /products/1", Json.Product("1"));

        await _graph.MutateAsync("updateProduct", MutationCase.Of("updateProduct").Arguments);

        Assert.Equal(["pattern products:*"], _graph.Writer.Write.Touched);
    }

    [Fact]
    public async Task UpdateProduct_WithAnExpectedVersion_SendsIt()
    {
        _graph.Upstream("Products").Written("PATCH /products/1", Json.Product("1"));

        var result = await _graph.MutateAsync<ProductPayload>(
            "updateProduct", Args.Input(("id", "1"), ("name", "N"), ("description", "D"), ("expectedVersion", 2)));

        Assert.Equal(["""PATCH /products/1 If-Match:2 {"name":"N","description":"D"}"""], _graph.Upstream("Products").Sent);
        Assert.Equal("1", result.Value?.Product?.Id);
    }
}
