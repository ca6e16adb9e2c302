using System.Net.Http.Headers;
using Graph.Security.DevelopmentTokens;
using Graph.Upstreams.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Security;

public sealed class EmbeddedSigningKeyTests
{
    [Fact]
    public async Task EmbeddedServices_OfADevelopmentGraph_CheckTheGraphsOwnTokens()
    {
        await using var app = Program.Build(
            ["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var users = new Uri(await app.Services.GetRequiredService<EmbeddedUpstreamsService>().Address, "/users/7");
        var good = app.Services.GetRequiredService<TokenIssuer>().Issue("7", []);
        var forged = Jwt.Hs256(new { sub = "7", exp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 60 }, IdentityRig.Secret);

        Assert.Contains("\"email\"", await GetAsync(users, good), StringComparison.Ordinal);
        Assert.DoesNotContain("\"email\"", await GetAsync(users, forged), StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(Uri address, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetStringAsync(address, TestContext.Current.CancellationToken);
    }
}
