using System.Net;
using Graph.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Security;

public sealed class AdminAccessTests
{
    private const string Key = "0123456789abcdef";
    private const string Passed = "passed";

    [Fact]
    public async Task Invoke_RightKey_Passes()
    {
        var result = await InvokeAsync(Request(key: Key, caller: "192.0.2.1", host: "graph.example"), Key, "Production");

        Assert.Equal(Passed, result);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdeF")]
    [InlineData("0123456789abcdef0")]
    public async Task Invoke_WrongKey_Is401EvenFromThisMachineInDevelopment(string? key)
    {
        var http = Request(key, caller: "127.0.0.1", host: "localhost:5000");

        var result = await InvokeAsync(http, Key, "Development");

        Assert.Equal(StatusCodes.Status401Unauthorized, Assert.IsType<ProblemHttpResult>(result).StatusCode);
        Assert.Equal("AdminKey", http.Response.Headers.WWWAuthenticate);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:5000")]
    [InlineData("127.0.0.1", "127.0.0.1:5000")]
    [InlineData("::1", "[::1]:5000")]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST")]
    public async Task Invoke_NoKeyConfigured_PassesFromThisMachineInDevelopment(string caller, string host)
    {
        var result = await InvokeAsync(Request(key: null, caller, host), configured: null, "Development");

        Assert.Equal(Passed, result);
    }

    [Theory]
    [InlineData("192.0.2.1", "localhost", "Development")]
    [InlineData("127.0.0.1", "rebound.example", "Development")]
    [InlineData("127.0.0.1", "localhost.rebound.example", "Development")]
    [InlineData(null, "localhost", "Development")]
    [InlineData("127.0.0.1", "localhost", "Production")]
    public async Task Invoke_NoKeyConfigured_IsNotThereForOthers(string? caller, string host, string environment)
    {
        var result = await InvokeAsync(Request(Key, caller, host), configured: null, environment);

        Assert.IsType<NotFound>(result);
    }

    private static DefaultHttpContext Request(string? key, string? caller, string host)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = caller is null ? null : IPAddress.Parse(caller);
        http.Request.Host = new HostString(host);
        if (key is not null)
        {
            http.Request.Headers[AdminAccess.Header] = key;
        }

        return http;
    }

    private static async Task<object?> InvokeAsync(HttpContext http, string? configured, string environment)
    {
        var access = new AdminAccess(
            Options.Create(new AdminOptions { Key = configured }), new NamedEnvironment(environment), NullLogger<AdminAccess>.Instance);
        return await access.InvokeAsync(new DefaultEndpointFilterInvocationContext(http), _ => ValueTask.FromResult<object?>(Passed));
    }
}
