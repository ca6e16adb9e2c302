using Graph.Domains.Abstractions;
using Graph.Domains.Inventory;
using Graph.Domains.Tests.Mutations;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Inventory;

public sealed class AdjustInventoryTests
{
    private readonly FakeGraph _graph = MutationGraph.Make();

    [Fact]
    public async Task AdjustInventory_BelowNothing_SaysHowManyThereAre()
    {
        _graph.Upstream("Inventory").Outcome(
            "POST /inventory/1/adjust", new WriteResult<string>.Refused(MutationGraph.Problem(409, "out-of-stock", ("available", "1"))));

        var result = await _graph.MutateAsync<InventoryPayload>("adjustInventory", MutationCase.Of("adjustInventory").Arguments);

        var error = Assert.IsType<OutOfStock>(Assert.Single(result.Value!.Errors));
        Assert.Equal(("1", 1), (error.ProductId, error.Available));
    }

    [Fact]
    public async Task AdjustInventory_ExpectsNoVersion()
    {
        _graph.Upstream("Inventory").Written("POST /inventory/1/adjust", Json.Inventory("1", 5));

        await _graph.MutateAsync("adjustInventory", MutationCase.Of("adjustInventory").Arguments);

        Assert.False(_graph.Writer.Write.IsExpecting);
    }
}
