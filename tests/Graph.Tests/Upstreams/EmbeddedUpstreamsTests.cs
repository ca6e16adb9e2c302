using Graph.Domains.Abstractions;
using Graph.Hosting;
using Graph.Upstreams;
using Graph.Upstreams.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Graph.Tests.Upstreams;

public sealed class EmbeddedUpstreamsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OneUpstreamWithoutAddress_StartsThemForThatOne()
    {
        await using var own = await StubUpstream.StartAsync();
        await using var stub = await StubUpstream.StartAsync();
        var embedded = new FakeEmbedded(stub.Address);
        using var host = Build(embedded, $"Upstreams:Products:BaseAddress={own.Address}");
        var condition = Assert.Single(host.Services.GetServices<IReadinessCondition>());
        var before = condition.NotReadyBecause;

        await host.StartAsync(Cancellation);
        await GetAsync(host, "Products");
        await GetAsync(host, "Reviews");
        await host.StopAsync(Cancellation);

        Assert.Equal(("the embedded upstreams have not started", null), (before, condition.NotReadyBecause));
        Assert.Single(own.Requests);
        Assert.Single(stub.Requests);
        Assert.Equal((1, 1), (embedded.Starts, embedded.Stops));
    }

    [Fact]
    public async Task Start_AllHaveAddresses_StartsNothing()
    {
        await using var own = await StubUpstream.StartAsync();
        var embedded = new FakeEmbedded(own.Address);
        using var host = Build(embedded, $"Upstreams:BaseAddress={own.Address}api/");

        await host.StartAsync(Cancellation);
        await GetAsync(host, "Products");

        Assert.Equal(0, embedded.Starts);
        Assert.Null(Assert.Single(host.Services.GetServices<IReadinessCondition>()).NotReadyBecause);
        Assert.Equal("/api/items/7", Assert.Single(own.Requests).PathAndQuery);
    }

    [Fact]
    public async Task Get_BeforeTheyHaveStarted_WaitsForThem()
    {
        await using var stub = await StubUpstream.StartAsync();
        using var host = Build(new FakeEmbedded(stub.Address));

        var early = GetAsync(host, "Products");
        var waited = !early.IsCompleted;
        await host.StartAsync(Cancellation);
        await early;

        Assert.True(waited);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Start_TheReferenceServices_AnswerOverHttp()
    {
        using var host = Build(embedded: null);

        await host.StartAsync(Cancellation);
        var product = await GetAsync(host, "Products", UpstreamPath.Of("/products/{id}", "1"));
        await host.StopAsync(Cancellation);

        // It has an id but no size: the answer of another contract than the test's is what shows that a product came.
        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, product.Failure?.Code);
    }

    private static IHost Build(IEmbeddedUpstreams? embedded, params string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create(setting[0], (string?)setting[1])));
        builder.Services.AddUpstreams().AddUpstream("Products").AddUpstream("Reviews");
        if (embedded is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(embedded));
        }

        return builder.Build();
    }

    private static Task<LoadResult<Item>> GetAsync(IHost host, string upstream, UpstreamPath? path = null) =>
        host.Services.GetRequiredService<IUpstreams>().Get(upstream)
            .GetAsync(path ?? UpstreamPath.Of("/items/{id}", "7"), ItemJson.Default.Item, new TestFetch()).AsTask().WaitAsync(Rig.Patience);
}
