namespace Graph.Upstreams.Tests.Support;

/// <summary>A host of the test's own with a small seed, for tests that write.</summary>
internal sealed class FreshHost : IAsyncDisposable
{
    private readonly UpstreamsHost _host;

    private FreshHost(UpstreamsHost host) => (_host, Api) = (host, new ApiClient(host.BaseAddress));

    public ApiClient Api { get; }

    public UpstreamsHost Upstreams => _host;

    public static async Task<FreshHost> StartAsync(Action<UpstreamsOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new UpstreamsOptions { Seed = { Products = 60, Users = 20, Reviews = 300 } };
        configure?.Invoke(options);
        return new FreshHost(await UpstreamsHost.StartAsync(options, time, cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>Gives a product exactly this stock.</summary>
    public async Task SetStockAsync(string productId, int available)
    {
        var now = (await Api.GetAsync($"/inventory?productIds={productId}")).Items[0].GetProperty("available").GetInt32();
        if (now != available)
            await Api.PostAsync($"/inventory/{productId}/adjust", $$"""{"delta":{{available - now}}}""");
    }

    /// <summary>A new cart with one line.</summary>
    public async Task<Reply> CreateCartAsync(string productId, int quantity, string? ownerId = null)
    {
        var cart = await Api.PostAsync("/carts", ownerId is null ? null : $$"""{"ownerId":"{{ownerId}}"}""");
        return await Api.PutAsync($"/carts/{cart.Id}/items/{productId}", $$"""{"quantity":{{quantity}}}""", cart.Version);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _host.DisposeAsync();
    }
}
