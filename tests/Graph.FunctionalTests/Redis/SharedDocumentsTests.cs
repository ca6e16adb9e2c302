using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Redis;

/// <summary>Documents by their hash at two instances: what clients register at one is known at the other, and what Redis says is checked.</summary>
public sealed class SharedDocumentsTests
{
    private const string Query = """{ product(id: "1") { name } }""";
    private static readonly string Hash = HashOf(Query);

    [Fact]
    public async Task Hash_RegisteredAtOneInstance_RunsAtTheOther()
    {
        await using var graphs = await TwoGraphs.StartAsync();

        var unknown = await SendAsync(graphs.One, new { extensions = Extension(Query) });
        var registered = (await SendAsync(graphs.One, new { query = Query, extensions = Extension(Query) })).WithoutErrors();
        var here = (await SendAsync(graphs.One, new { extensions = Extension(Query) })).WithoutErrors();
        var there = (await SendAsync(graphs.Other, new { extensions = Extension(Query) })).WithoutErrors();

        var error = Assert.Single(unknown.Errors);
        Assert.Equal((HttpStatusCode.BadRequest, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"), (unknown.StatusCode, error.Code, error.Message));
        Assert.Equal((registered.Body, registered.Body), (here.Body, there.Body));
        Assert.InRange((long)(await graphs.Redis.CommandAsync("TTL", $"graph:apq:{Hash}"))!, 86_000, 86_400);
        Assert.Equal(0, await graphs.CommandsAsync("setex") + await graphs.CommandsAsync("psetex")); // docs/redis.md tells which commands an ACL needs
    }

    [Fact]
    public async Task Hash_UnderWhichRedisHasAnotherText_IsNotFound()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        const string poison = """mutation { addToCart(cartId: "1", productId: "1", quantity: 1) { __typename } }""";
        await graphs.Redis.CommandAsync("SET", $"graph:apq:{Hash}", poison);
        await graphs.Redis.CommandAsync("HSET", "graph:operations", Hash, poison);

        var answer = await SendAsync(graphs.One, new { extensions = Extension(Query) });
        (await SendAsync(graphs.One, new { query = Query, extensions = Extension(Query) })).WithoutErrors();
        var known = (await SendAsync(graphs.One, new { extensions = Extension(Query) })).WithoutErrors();

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Assert.Single(answer.Errors).Code);
        Assert.False(string.IsNullOrEmpty(known.At("product.name").GetString()));
        Assert.Contains(graphs.One.Logs.Lines, line => line.Message.Contains($"that is not the document {Hash}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_DocumentTrustedInRedisWhileTheGraphRuns_RunsAtBothAndNothingElseDoes()
    {
        await using var graphs = await TwoGraphs.StartAsync(("Persisted:Only", "true"));
        var before = await SendAsync(graphs.One, new { documentId = $"sha256:{Hash}" });
        await graphs.Redis.CommandAsync("HSET", "graph:operations", Hash, Query);
        await graphs.Redis.CommandAsync("SET", $"graph:apq:{HashOf("{ __typename }")}", "{ __typename }");

        (await SendAsync(graphs.One, new { documentId = $"sha256:{Hash}" })).WithoutErrors();
        (await SendAsync(graphs.Other, new { query = Query })).WithoutErrors();
        var adHoc = await SendAsync(graphs.Other, new { query = "{ __typename }" });
        var registration = await SendAsync(graphs.Other, new { query = "{ __typename }", extensions = Extension("{ __typename }") });
        var registered = await SendAsync(graphs.Other, new { extensions = Extension("{ __typename }") });

        Assert.Equal(
            ["PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_REQUIRED", "PERSISTED_QUERY_REQUIRED", "PERSISTED_QUERY_NOT_FOUND"],
            new[] { before, adHoc, registration, registered }.Select(answer => Assert.Single(answer.Errors).Code));
        Assert.All([before, adHoc, registration, registered], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
    }

    [Fact]
    public async Task Redis_Gone_FailsNoRequest_AndEachInstanceKnowsItsOwn()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        await graphs.Redis.KillAsync();

        var unknown = await SendAsync(graphs.One, new { extensions = Extension(Query) });
        (await SendAsync(graphs.One, new { query = Query, extensions = Extension(Query) })).WithoutErrors();
        (await SendAsync(graphs.One, new { extensions = Extension(Query) })).WithoutErrors();
        var elsewhere = await SendAsync(graphs.Other, new { extensions = Extension(Query) });

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Assert.Single(unknown.Errors).Code);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Assert.Single(elsewhere.Errors).Code);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static object Extension(string text) => new { persistedQuery = new { version = 1, sha256Hash = HashOf(text) } };

    private static Task<GraphQLAnswer> SendAsync(GraphServer graph, object body) => graph.Client.PostAsync(JsonSerializer.Serialize(body));
}
