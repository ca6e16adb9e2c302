using System.Net;
using Graph.Tests.Execution;
using Graph.Transport.Ide;

namespace Graph.Tests.Transport;

public sealed class IdeTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task Get_Browser_IsSentToThePage()
    {
        await using var server = await StartAsync();

        var (response, _) = await server.GetAsync("/graphql", ("Accept", Browser));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/graphql/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Get_Page_IsHtmlThatTalksToThisServerAlone()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.GetAsync("/graphql/", ("Accept", Browser));

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("connect-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains(IdeEndpoints.IsInstalled ? "Banana Cake Pop" : "npm", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BrowserWithAQuery_IsAnswered()
    {
        await using var server = await StartAsync();

        var (_, text) = await server.GetAsync("/graphql?query=%7B__typename%7D", ("Accept", Browser));

        Assert.Equal("""{"data":{"__typename":"Query"}}""", text);
    }

    [Fact]
    public async Task Post_ToThePagesAddress_IsAnswered()
    {
        // The IDE takes the address it was opened at for its endpoint.
        await using var server = await StartAsync();

        using var response = await server.Client.PostAsync(
            "/graphql/", new StringContent("""{"query": "{ __typename }"}""", null, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("bcp-config.json", "application/json", "disableTelemetry")]
    [InlineData("manifest.webmanifest", "application/manifest+json", "name")]
    [InlineData("LICENSE", "text/plain", "ChilliCream License")]
    [InlineData("service-worker.js", "text/javascript", "workbox")]
    public async Task Get_Assets_HaveTheirContentTypes(string file, string mediaType, string part)
    {
        Assert.SkipUnless(IdeEndpoints.IsInstalled, "The IDE was not installed when this was built.");
        await using var server = await StartAsync();

        var (response, text) = await server.GetAsync($"/graphql/{file}");

        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("..%2f..%2fappsettings.json")]
    public async Task Get_WhatIsNoAsset_IsNotFound(string file)
    {
        await using var server = await StartAsync();

        var (response, _) = await server.GetAsync($"/graphql/{file}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<TestServer> StartAsync() =>
        TestServer.StartAsync(new TestGraph("extend type Query { item: Item } type Item { id: ID! }").Type<Item>("Item").Query<Item>("item", _ => new Item("1")));
}
