using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Tests.Security.Tokens;

public sealed class AuthorityTests
{
    [Fact]
    public async Task Token_OfTheAuthority_IsTakenByItsPublishedKeys()
    {
        using var rsa = RSA.Create(2_048);
        await using var authority = await StartAuthorityAsync(rsa, () => true);
        var address = authority.Urls.Single();
        await using var rig = new IdentityRig(("Authority", address), ("Audiences", "graph"));
        Dictionary<string, object> claims = new(rig.Claims()) { ["aud"] = "graph", ["iss"] = "https://issuer.example" };

        var good = await rig.AskAsync(Token(claims, rsa));
        var otherIssuer = await rig.AskAsync(Token(new(claims) { ["iss"] = address }, rsa));
        var secret = await rig.AskAsync(Jwt.Hs256(claims, rsa.ExportParameters(false).Modulus!, new { alg = "HS256", kid = "one" }));

        Assert.Equal("7", good.Reading.Caller?.Viewer.Id);
        Assert.Contains("another issuer", otherIssuer.Reading.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("not valid", secret.Reading.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authority_ThatDoesNotAnswer_IsAskedAgainLaterAndNotForEachToken()
    {
        using var rsa = RSA.Create(2_048);
        var (asked, answers) = (0, false);
        await using var authority = await StartAuthorityAsync(rsa, () =>
        {
            Interlocked.Increment(ref asked);
            return answers;
        });
        await using var rig = new IdentityRig(("Authority", authority.Urls.Single()), ("Audiences", "graph"));
        var token = Token(new(rig.Claims()) { ["aud"] = "graph", ["iss"] = "https://issuer.example" }, rsa);

        var first = await rig.AskAsync(token);
        var askedForOne = asked;
        await rig.AskAsync(token);
        var askedForTwo = asked;
        answers = true;
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        var later = await rig.AskAsync(token);

        Assert.Equal((503, "UPSTREAM_UNAVAILABLE"), (first.Reading.Refusal!.Status, first.Reading.Refusal.Code));
        Assert.Equal(askedForOne, askedForTwo);
        Assert.Equal("7", later.Reading.Caller?.Viewer.Id);
    }

    private static string Token(Dictionary<string, object> claims, RSA key) => Jwt.Rs256(claims, key, new { alg = "RS256", kid = "one" });

    private static async Task<WebApplication> StartAuthorityAsync(RSA key, Func<bool> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:0");
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request) => answers()
            ? Results.Json(new { issuer = "https://issuer.example", jwks_uri = $"http://{request.Host}/keys" })
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        var parameters = key.ExportParameters(false);
        var published = new { kty = "RSA", kid = "one", use = "sig", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { published } }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
