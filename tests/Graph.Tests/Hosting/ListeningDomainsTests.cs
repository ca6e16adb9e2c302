using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Hosting;
using Graph.Invalidation;
using Graph.Tests.Caching;
using Graph.Upstreams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Hosting;

/// <summary>Which domains' values go by the log, so that they are believed less while it is away.</summary>
public sealed class ListeningDomainsTests
{
    [Fact]
    public void Listening_AreThoseThatHaveSaidOn()
    {
        var model = new DomainModel(
            [new DomainEntry("Told", domain => domain.On("thing.changed", (change, stale) => stale.Changed(CacheWorld.Things, change))), new DomainEntry("Silent", _ => { })],
            Options.Create(new DomainsOptions()), new NoUpstreams(), new SecretIds(Options.Create(new InvalidationOptions())));

        Assert.Equal(["Told"], model.Listening);
    }

    [Fact]
    public async Task Sources_OfADomainThatListens_HaveEvents()
    {
        await using var app = Program.Build(["--environment=Development", "--Domains:Enabled=Products,Users,Inventory,Reviews,Carts,Recommendations,Analytics"]);

        var sources = app.Services.GetRequiredService<SourceRegistry>().All;

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(source.HasEvents, source.Label));
    }

    private sealed class NoUpstreams : IUpstreams
    {
        public IUpstream Get(string name) => null!;
    }
}
