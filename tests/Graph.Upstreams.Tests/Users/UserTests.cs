using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Users;

public sealed class UserTests(SharedHost shared)
{
    private const string Key = "a key of the tests, at least 32 bytes long";

    [Fact]
    public async Task Get_ByIds_HasTheFieldsOfTheContractAndNoEmail()
    {
        var reply = await shared.Api.GetAsync("/users?ids=1,nope", Token.Header("""{"sub":"1"}"""));

        var user = Assert.Single(reply.Items);
        Assert.Equal(["id", "username", "name", "avatarUrl", "memberSince", "version", "updatedAt"], user.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task GetOne_OwnToken_HasTheEmail()
    {
        var reply = await shared.Api.GetAsync("/users/1", Token.Header("""{"sub":"1"}"""));

        Assert.EndsWith("@example.com", reply["email"], StringComparison.Ordinal);
        Assert.Contains("Authorization", reply.Headers.Vary);
    }

    [Theory]
    [InlineData("""{"sub":"2"}""")]
    [InlineData("""{"sub":"1","exp":1}""")]
    [InlineData("""{"sub":1}""")]
    [InlineData("""["sub"]""")]
    [InlineData("not json")]
    public async Task GetOne_NotTheOwnToken_HasNoEmail(string payload)
    {
        var reply = await shared.Api.GetAsync("/users/1", Token.Header(payload));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.False(reply.Json.TryGetProperty("email", out _));
    }

    [Fact]
    public async Task GetOne_WithASigningKey_BelievesSignedTokensOnly()
    {
        await using var host = await FreshHost.StartAsync(o => o.Users.SigningKey = Key);
        const string payload = """{"sub":"1"}""";

        Assert.True(await HasEmail(Token.Header(payload, Key)));
        Assert.False(await HasEmail(Token.Header(payload)));
        Assert.False(await HasEmail(Token.Header(payload, "another key, also at least 32 bytes long")));
        Assert.False(await HasEmail(Token.Header(payload, Key, algorithm: "none")));

        async Task<bool> HasEmail((string, string) header) => (await host.Api.GetAsync("/users/1", header)).Json.TryGetProperty("email", out _);
    }

    [Fact]
    public async Task Patch_User_RaisesTheVersionAndConflictsBehindIt()
    {
        await using var host = await FreshHost.StartAsync();

        var first = await host.Api.PatchAsync("/users/1", """{"name":"New Name"}""", ifMatch: 1);
        var second = await host.Api.PatchAsync("/users/1", """{"name":"Newer"}""", ifMatch: 1);

        Assert.Equal("New Name", first["name"]);
        Assert.Equal(2, first.Version);
        Assert.Equal("version-conflict", second["type"]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Api.PatchAsync("/users/nope", """{"name":"x"}""")).Status);
    }

    [Fact]
    public async Task Patch_Preferences_RaisesTheVersionAndConflictsBehindIt()
    {
        await using var host = await FreshHost.StartAsync();

        var first = await host.Api.PatchAsync("/users/1/preferences", """{"currency":"SEK","newsletter":true}""", ifMatch: 1);
        var second = await host.Api.PatchAsync("/users/1/preferences", """{"language":"sv"}""", ifMatch: 1);

        Assert.Equal("SEK", first["currency"]);
        Assert.True(first.Json.GetProperty("newsletter").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal(2, second.Json.GetProperty("currentVersion").GetInt32());
        Assert.Equal(first.Text, (await host.Api.GetAsync("/users/1/preferences")).Text);
    }

    [Theory]
    [InlineData("/users/1", """{"avatarUrl":"javascript:alert(1)"}""")]
    [InlineData("/users/1", """{"email":"x@example.com"}""")]
    [InlineData("/users/1/preferences", """{"currency":"euro"}""")]
    [InlineData("/users/1/preferences", """{"newsletter":"yes"}""")]
    public async Task Patch_BadBody_Is400(string path, string body)
    {
        var reply = await shared.Api.PatchAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }

    [Theory]
    [InlineData("/users/1/orders?first=1", "placedAt")]
    [InlineData("/users/1/activity?first=3", "at")]
    public async Task Get_OrdersAndActivity_ComeNewestFirstInPages(string path, string time)
    {
        var pages = await shared.Api.GetPagesAsync(path);

        var items = pages.SelectMany(p => p.Items).ToArray();
        Assert.NotEmpty(items);
        Assert.Equal(pages[0].Json.GetProperty("total").GetInt32(), items.Length);
        Assert.Equal(items.Select(i => i.GetProperty(time).GetDateTime()).OrderDescending(), items.Select(i => i.GetProperty(time).GetDateTime()));
        Assert.All(items, i => Assert.Equal("1", i.GetProperty("userId").GetString()));
    }
}
