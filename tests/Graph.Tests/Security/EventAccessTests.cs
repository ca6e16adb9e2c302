using System.Net;
using Graph.Invalidation.Events;
using Graph.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Security;

public sealed class EventAccessTests
{
    private const string Passed = "passed";

    [Theory]
    [InlineData("127.0.0.1", "localhost:5000", "Development")]
    [InlineData("192.0.2.1", "graph.example", "Production")]
    public async Task Invoke_SecretConfigured_LeavesItToTheSignature(string caller, string host, string environment) =>
        Assert.Equal(Passed, await InvokeAsync(secret: "secret", caller, host, environment));

    [Theory]
    [InlineData("127.0.0.1", "localhost:5000")]
    [InlineData("::1", "[::1]:5000")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public async Task Invoke_NoSecret_PassesFromThisMachineInDevelopment(string caller, string host) =>
        Assert.Equal(Passed, await InvokeAsync(secret: null, caller, host, "Development"));

    [Theory]
    [InlineData("192.0.2.1", "localhost", "Development")]
    [InlineData("127.0.0.1", "rebound.example", "Development")]
    [InlineData(null, "localhost", "Development")]
    [InlineData("127.0.0.1", "localhost", "Production")]
    public async Task Invoke_NoSecret_IsNotThereForOthers(string? caller, string host, string environment) =>
        Assert.IsType<NotFound>(await InvokeAsync(secret: null, caller, host, environment));

    private static async Task<object?> InvokeAsync(string? secret, string? caller, string host, string environment)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = caller is null ? null : IPAddress.Parse(caller);
        http.Request.Host = new HostString(host);
        var access = new EventAccess(Options.Create(new EventsOptions { Secret = secret }), new NamedEnvironment(environment));
        return await access.InvokeAsync(new DefaultEndpointFilterInvocationContext(http), _ => ValueTask.FromResult<object?>(Passed));
    }
}
