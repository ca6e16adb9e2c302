using Microsoft.AspNetCore.Http;

namespace Graph.Tests.Security.Sessions;

public sealed class OriginCheckTests
{
    private const string Own = "https://graph.example";

    [Theory]
    [InlineData("POST", Own, null, true)]
    [InlineData("GET", Own, null, true)]
    [InlineData("POST", "HTTPS://Graph.Example", null, true)]
    [InlineData("POST", Own + ":443", null, true)]
    [InlineData("POST", "https://shop.example", null, true)]
    [InlineData("POST", "http://localhost:3000", "cross-site", true)]
    [InlineData("POST", Own + ":8443", null, false)]
    [InlineData("POST", "http://graph.example", null, false)]
    [InlineData("POST", "https://evil.example", "same-origin", false)]
    [InlineData("GET", "https://evil.example", "none", false)]
    [InlineData("POST", "https://graph.example.evil.example", null, false)]
    [InlineData("POST", "https://me@graph.example", null, false)]
    [InlineData("POST", Own + "/", null, false)]
    [InlineData("POST", Own + "/path", null, false)]
    [InlineData("POST", "null", null, false)]
    [InlineData("GET", "null", "same-origin", false)]
    [InlineData("GET", "", "same-origin", false)]
    [InlineData("GET", null, "same-origin", true)]
    [InlineData("GET", null, "none", true)]
    [InlineData("GET", null, "same-site", false)]
    [InlineData("GET", null, "cross-site", false)]
    [InlineData("GET", null, null, false)]
    [InlineData("POST", null, "same-origin", false)]
    [InlineData("POST", null, "none", false)]
    [InlineData("POST", null, null, false)]
    [InlineData("DELETE", null, "same-origin", false)]
    public async Task Cookie_FromAPage_NeedsTheRightOrigin(string method, string? origin, string? fetchSite, bool taken)
    {
        await using var rig = IdentityRig.WithSecret(("Session:AllowedOrigins", "https://shop.example,http://localhost:3000"));
        var http = Request(rig.Token(), method, origin, fetchSite);

        var reading = await rig.AskAsync(http);

        Assert.Equal(taken ? null : "403 FORBIDDEN", reading.Refusal is { } refusal ? $"{refusal.Status} {refusal.Code}" : null);
        Assert.Equal(taken, reading.Caller is not null);
        Assert.Equal(0, http.Response.Headers.SetCookie.Count); // somebody else's page must not sign anyone out
    }

    [Fact]
    public async Task Cookie_FromTwoOrigins_IsRefused()
    {
        await using var rig = IdentityRig.WithSecret();
        var http = Request(rig.Token(), "POST", origin: null, fetchSite: null);
        http.Request.Headers.Origin = new string[] { Own, Own };

        Assert.Equal(403, (await rig.AskAsync(http)).Refusal!.Status);
    }

    [Fact]
    public async Task Header_FromAnyPage_NeedsNoOriginAndWins()
    {
        await using var rig = IdentityRig.WithSecret();
        var http = Request(rig.Token("8"), "POST", "https://evil.example", "cross-site");
        http.Request.Headers.Authorization = $"Bearer {rig.Token("7")}";

        Assert.Equal("7", (await rig.AskAsync(http)).Caller!.Viewer.Id);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task Cookie_ThatIsNoToken_IsClearedWith401(string cookie)
    {
        await using var rig = IdentityRig.WithSecret();
        var http = Request(cookie, "POST", Own, fetchSite: null);

        var reading = await rig.AskAsync(http);

        Assert.Equal(401, reading.Refusal!.Status);
        var cleared = http.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Host-graph-session=;", cleared, StringComparison.Ordinal);
        Assert.Contains("expires=Thu, 01 Jan 1970", cleared, StringComparison.Ordinal);
        Assert.Contains("secure", cleared, StringComparison.Ordinal); // otherwise browsers ignore what names a __Host- cookie
        Assert.Contains("path=/", cleared, StringComparison.Ordinal);
    }

    private static DefaultHttpContext Request(string cookie, string method, string? origin, string? fetchSite)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Scheme = "https";
        http.Request.Host = new HostString("graph.example");
        http.Request.Headers.Cookie = $"theme=dark; __Host-graph-session={cookie}";
        if (origin is not null)
        {
            http.Request.Headers.Origin = origin;
        }

        if (fetchSite is not null)
        {
            http.Request.Headers["Sec-Fetch-Site"] = fetchSite;
        }

        return http;
    }
}
