using System.IO.Compression;
using System.Net;
using Graph.TestKit.Server;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests.Responses;

/// <summary>What HTTP caches are told (RFC 9111, 5861, 9211, 9213).</summary>
public sealed class HttpCachingTests
{
    private const string Product = "{ product(id: \"1\") { name } }";
    private const string Inventory = "{ product(id: \"1\") { inventory { available } } }";
    private const string Page = "{ products(first: 50) { nodes { id name price { amount currency } } } }";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task Freshness_IsWhatIsLeft_AndForSharedCachesAlone()
    {
        await using var graph = await StartAsync();
        await graph.Client.GetAsync(Inventory);
        _time.Advance(TimeSpan.FromSeconds(12));

        var answer = await graph.Client.GetAsync(Inventory);

        Assert.Equal("public, must-revalidate, max-age=0", answer.Headers["Cache-Control"]);
        Assert.Equal("max-age=18, stale-while-revalidate=30, stale-if-error=90", answer.Headers["CDN-Cache-Control"]);
        Assert.Equal(answer.Headers["CDN-Cache-Control"], answer.Headers["Surrogate-Control"]);
        Assert.Equal("graph; hit; ttl=18", answer.Headers["Cache-Status"]);
    }

    [Fact]
    public async Task Freshness_IsThatOfWhateverEndsFirst()
    {
        await using var graph = await StartAsync();

        var answer = await graph.Client.GetAsync("{ product(id: \"1\") { name inventory { available } } }");

        Assert.StartsWith("max-age=30,", answer.Headers["CDN-Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ETag_SentBack_Is304WithTheSameHeaders()
    {
        await using var graph = await StartAsync();
        var first = await graph.Client.GetAsync(Product);

        var second = await graph.Client.GetAsync(Product, ("If-None-Match", first.Headers["ETag"]));

        Assert.StartsWith("W/\"", first.Headers["ETag"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotModified, ""), (second.StatusCode, second.Body));
        Assert.All(["ETag", "Cache-Control", "Vary", "CDN-Cache-Control", "Surrogate-Key"], name => Assert.Equal(first.Headers[name], second.Headers[name]));
    }

    [Theory]
    [InlineData("W/\"other\", {0}")]
    [InlineData("*")]
    [InlineData("{strong}")]
    public async Task IfNoneMatch_InAnyOfItsForms_IsUnderstood(string form)
    {
        await using var graph = await StartAsync();
        var tag = (await graph.Client.GetAsync(Product)).Headers["ETag"];

        var answer = await graph.Client.GetAsync(Product, ("If-None-Match", form.Replace("{0}", tag, StringComparison.Ordinal).Replace("{strong}", tag[2..], StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Theory]
    [InlineData("W/\"other\"")]
    [InlineData("garbage")]
    [InlineData("\"")]
    public async Task IfNoneMatch_OfSomethingElse_GetsTheAnswer(string tag)
    {
        await using var graph = await StartAsync();
        await graph.Client.GetAsync(Product);

        Assert.Equal(HttpStatusCode.OK, (await graph.Client.GetAsync(Product, ("If-None-Match", tag))).WithoutErrors().StatusCode);
    }

    // Promise 1: nor is a 304 older than what was acknowledged.
    [Fact]
    public async Task ETag_AfterAnInvalidation_IsChecked()
    {
        await using var graph = await StartAsync();
        var tag = (await graph.Client.GetAsync(Product)).Headers["ETag"];
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products["1"], product => product["name"] = "Renamed");
        await graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""");

        var answer = await graph.Client.GetAsync(Product, ("If-None-Match", tag));

        Assert.Equal("Renamed", answer.WithoutErrors().At("product.name").GetString());
        Assert.NotEqual(tag, answer.Headers["ETag"]);
    }

    [Fact]
    public async Task Post_WithIfNoneMatch_GetsTheAnswer()
    {
        await using var graph = await StartAsync();
        var tag = (await graph.Client.GetAsync(Product)).Headers["ETag"];

        Assert.Equal(HttpStatusCode.OK, (await graph.Client.QueryAsync(Product, headers: new Dictionary<string, string> { ["If-None-Match"] = tag })).StatusCode);
    }

    [Fact]
    public async Task SignedIn_PublicData_IsTheBrowsersOwnAndAskedForEachTime()
    {
        await using var graph = await StartAsync();
        var token = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));
        await graph.Client.GetAsync(Product);

        var answer = await graph.Client.GetAsync(Product, ("Authorization", token["Authorization"]));

        Assert.StartsWith("graph; hit", answer.Headers["Cache-Status"], StringComparison.Ordinal);
        Assert.Equal("must-revalidate, max-age=0, private", answer.Headers["Cache-Control"]);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Surrogate-", StringComparison.OrdinalIgnoreCase) || name == "CDN-Cache-Control");
        Assert.Contains("Authorization", answer.Headers["Vary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Position_InTheRequest_IsForNoSharedCache()
    {
        await using var graph = await StartAsync();
        var position = (await graph.Client.GetAsync(Product)).Headers["X-Graph-Position"];

        var answer = await graph.Client.GetAsync(Product, ("X-Graph-Min-Position", position));

        Assert.DoesNotContain("CDN-Cache-Control", answer.Headers.Keys);
        Assert.StartsWith("graph; hit", answer.Headers["Cache-Status"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SurrogateKey_NamesWhatTheAnswerIsMadeOf()
    {
        await using var graph = await StartAsync();

        var keys = (await graph.Client.GetAsync(Inventory)).Headers["Surrogate-Key"].Split(' ');

        Assert.Contains("graph", keys);
        Assert.Contains("product:1", keys);
        Assert.Contains("inventory:1", keys);
    }

    [Fact]
    public async Task SurrogateKey_OfVeryMuch_IsBounded()
    {
        await using var graph = await StartAsync(("HttpCaching:SurrogateKeyBytes", "200"));

        var keys = (await graph.Client.GetAsync(Page)).Headers["Surrogate-Key"];

        Assert.InRange(keys.Length, 5, 200);
        Assert.Contains("type:product", keys.Split(' '));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1.0, br;q=0.5", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity", null)]
    public async Task Compressed_Forms_AreEachClientsOwn(string accepted, string? coding)
    {
        await using var graph = await StartAsync();
        var plain = (await graph.Client.GetAsync(Page)).Body;
        for (var i = 0; i < 2; i++) // made, and kept
        {
            using var request = Request(Page, ("Accept-Encoding", accepted));
            using var response = await graph.Client.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(plain, await DecodeAsync(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), coding));
            Assert.Contains("Accept-Encoding", response.Headers.Vary);
        }
    }

    [Theory]
    [InlineData("Save-Data", "on", 3600)]
    [InlineData("ECT", "slow-2g", 3600)]
    [InlineData("ECT", "2g", 3600)]
    [InlineData("ECT", "3g", 1800)]
    [InlineData("ECT", "4g", 300)]
    [InlineData("ECT", "warp", 0)]
    [InlineData("Save-Data", "off", 0)]
    public async Task Hints_WhereAskedFor_LetBrowsersKeep(string hint, string value, int seconds)
    {
        await using var graph = await StartAsync(("HttpCaching:Adaptive", "true"));

        var answer = await graph.Client.GetAsync(Product, (hint, value));

        Assert.Contains($"max-age={seconds}", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal("ECT", answer.Headers["Accept-CH"]);
        Assert.Contains("Save-Data", answer.Headers["Vary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_NeverPassTheExpiry()
    {
        await using var graph = await StartAsync(("HttpCaching:Adaptive", "true"));
        await graph.Client.GetAsync(Inventory);
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Contains("max-age=40", (await graph.Client.GetAsync(Inventory, ("ECT", "2g"))).Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_ByDefault_ChangeNothing()
    {
        await using var graph = await StartAsync();

        var answer = await graph.Client.GetAsync(Product, ("Save-Data", "on"));

        Assert.Contains("max-age=0", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain("Accept-CH", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("HttpCaching:Enabled")]
    [InlineData("ResponseCache:Enabled")]
    [InlineData("EntityCache:Enabled")]
    public async Task Off_NothingMayBeKept(string setting)
    {
        await using var graph = await StartAsync((setting, "false"));

        var answer = await graph.Client.GetAsync(Product);

        Assert.Equal("no-store", answer.WithoutErrors().Headers["Cache-Control"]);
        Assert.DoesNotContain("ETag", answer.Headers.Keys);
    }

    private Task<GraphServer> StartAsync(params (string, string)[] settings) =>
        GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With([("EntityCache:Jitter", "0"), .. settings]));

    private static HttpRequestMessage Request(string query, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<string> DecodeAsync(Stream body, string? coding)
    {
        using var reader = new StreamReader(coding switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        });
        return await reader.ReadToEndAsync();
    }
}
