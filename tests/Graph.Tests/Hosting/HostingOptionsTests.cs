using Graph.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Hosting;

public sealed class HostingOptionsTests
{
    [Fact]
    public async Task AddHosting_Settings_ReachTheServer()
    {
        await using var app = Build("Production", "--Hosting:MaxConnections=7", "--Hosting:MaxHeaderBytes=2048", "--Hosting:KeepAlive=PT9S");

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(7, limits.MaxConcurrentConnections);
        Assert.Equal(2_048, limits.MaxRequestHeadersTotalSize);
        Assert.Equal(TimeSpan.FromSeconds(9), limits.KeepAliveTimeout);
        Assert.Equal(16_384, limits.MaxRequestLineSize);
    }

    [Theory]
    [InlineData("Development", 7)]
    [InlineData("Production", 5 + 7)]
    public async Task AddHosting_ShutdownTimeout_ComesAfterTheDrainDelay(string environment, int seconds)
    {
        await using var app = Build(environment, "--Hosting:ShutdownTimeout=PT7S");

        var timeout = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

        Assert.Equal(TimeSpan.FromSeconds(seconds), timeout);
    }

    private static WebApplication Build(string environment, params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment, Args = args });
        builder.AddHosting();
        return builder.Build();
    }
}
