using Graph.Domains.Abstractions;
using Graph.Domains.Inventory;
using Graph.Domains.Products;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Inventory;

public sealed class InventoryDomainTests
{
    private static readonly Product Product1 = new("1", "N", "c", new Money(1, "EUR"), 1, default, default);

    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();

    [Fact]
    public async Task Inventory_OfManyProducts_IsOneCall()
    {
        var upstream = _graph.Upstream("Inventory");
        upstream.Answer("/inventory?productIds=1,2", $"[{Json.Inventory("1", available: 3)}]");

        var levels = await _graph.FieldAsync<Product, InventoryLevel>("Product", "inventory", [Product1, Product1 with { Id = "2" }]);

        Assert.Equal(new InventoryLevel("1", 3, 1, "Lyon", 9, new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero)), levels[0].Value);
        Assert.Equal(LoadResult<InventoryLevel>.NotFound, levels[1]);
        Assert.Equal(["/inventory?productIds"], upstream.Routes);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void InStock_IsWhetherAnyIsAvailable(int available, bool inStock) =>
        Assert.Equal(inStock, new InventoryLevel("1", available, 5, "Lyon", 1, default).InStock);

    [Fact]
    public async Task Product_OfAnInventory_IsReadByItsId()
    {
        _graph.Upstream("Products").Answer("/products?ids=1", $"[{Json.Product("1")}]");

        var products = await _graph.FieldAsync<InventoryLevel, Product>(
            "Inventory", "product", [new InventoryLevel("1", 3, 1, "Lyon", 9, default)]);

        Assert.Equal("1", products[0].Value!.Id);
    }
}
