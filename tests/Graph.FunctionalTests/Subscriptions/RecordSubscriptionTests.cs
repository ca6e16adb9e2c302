using System.Text.Json.Nodes;
using Graph.TestKit.Server;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Subscriptions that tell records: what is added, and what became stale.</summary>
public sealed class RecordSubscriptionTests
{
    private const string Reviews = """subscription ($since: String) { reviewAdded(productId: "1", since: $since) { id rating } }""";
    private const string Invalidations = """subscription ($tags: [String!], $since: String) { invalidations(tags: $tags, since: $since) { kind position tags keys patterns } }""";

    [Fact]
    public async Task Review_ThatIsAdded_IsToldOnce_AndOneThatIsChangedIsNot()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var reviews = await socket.SubscribeAsync(Reviews);
        var newest = await reviews.NextAsync();

        AddReview(graph, "new-1", "1", rating: 3);
        AddReview(graph, "elsewhere", "2", rating: 1);
        await SendAsync(graph, Event("e0", "review.added", "elsewhere", new { productId = "2", version = 1 }, "/reviews"));
        await SendAsync(graph, Event("e1", "review.added", "new-1", new { productId = "1", version = 1 }, "/reviews"));
        await SendAsync(graph, Event("e1-again", "review.added", "new-1", new { productId = "1", version = 1 }, "/reviews"));
        await SendAsync(graph, Event("e2", "review.updated", "r38-0", new { productId = "1", version = 2 }, "/reviews"));
        var added = await graph.Client.QueryAsync(
            "mutation { addReview(input: {productId: \"1\", rating: 5, body: \"fine\"}) { review { id } } }",
            headers: GraphTokens.Bearer(await graph.Client.GetTokenAsync("7")));
        string?[] told = [.. ((SocketMessage[])[await reviews.NextAsync(), await reviews.NextAsync()]).Select(message => message.At("reviewAdded.id").GetString())];

        Assert.Equal("r38-9", newest.At("reviewAdded.id").GetString());
        Assert.Equal(["new-1", added.At("addReview.review.id").GetString()], told);
    }

    [Fact]
    public async Task Review_OfAnEventWithoutProduct_IsToldToThatProductAlone()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var reviews = await socket.SubscribeAsync(Reviews);
        await reviews.NextAsync();

        AddReview(graph, "elsewhere", "2", rating: 1);
        AddReview(graph, "here", "1", rating: 2);
        await SendAsync(graph, Event("e1", "review.added", "elsewhere", new { version = 1 }, "/reviews"));
        await SendAsync(graph, Event("e2", "review.added", "here", new { version = 1 }, "/reviews"));

        Assert.Equal("here", (await reviews.NextAsync()).At("reviewAdded.id").GetString());
    }

    [Fact]
    public async Task Review_AddedMeanwhile_IsToldToWhoeverResumes()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var position = (await (await socket.SubscribeAsync(Reviews)).NextAsync()).Position;
        AddReview(graph, "new-1", "1", rating: 3);
        AddReview(graph, "new-2", "1", rating: 4);
        await SendAsync(graph, Event("e1", "review.added", "new-1", new { productId = "1", version = 1 }, "/reviews"));
        await SendAsync(graph, Event("e2", "review.added", "new-2", new { productId = "1", version = 1 }, "/reviews"));

        var resumed = await socket.SubscribeAsync(Reviews, new { since = position });
        var (first, second) = (await resumed.NextAsync(), await resumed.NextAsync());
        var halfway = await socket.SubscribeAsync(Reviews, new { since = first.Position });

        Assert.Equal(("new-1", "new-2"), (first.At("reviewAdded.id").GetString(), second.At("reviewAdded.id").GetString()));
        Assert.Equal("new-2", (await halfway.NextAsync()).At("reviewAdded.id").GetString());
    }

    [Fact]
    public async Task Invalidations_TellEveryRecordInOrder_AndThoseOfATagAlone()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var all = await socket.SubscribeAsync(Invalidations);
        var some = await socket.SubscribeAsync(Invalidations, new { tags = (string[])["category:hats", "product:3"] });
        var start = await all.NextAsync();
        await some.NextAsync();

        var positions = new List<string>();
        foreach (var body in (string[])["""{"keys": ["product:7"]}""", """{"tags": ["category:hats"]}""", """{"patterns": ["product:*"]}"""])
        {
            positions.Add((await graph.Client.InvalidateAsync(body)).Headers["X-Graph-Position"]);
        }

        SocketMessage[] told = [await all.NextAsync(), await all.NextAsync(), await all.NextAsync()];
        SocketMessage[] ofTag = [await some.NextAsync(), await some.NextAsync()];

        Assert.Equal(("INVALIDATED", 0), (start.At("invalidations.kind").GetString(), start.At("invalidations.keys").GetArrayLength()));
        Assert.Equal(positions, told.Select(message => message.At("invalidations.position").GetString()));
        Assert.Equal(positions, told.Select(message => message.Position));
        Assert.Equal("product:7", told[0].At("invalidations.keys.0").GetString());
        Assert.Equal("category:hats", ofTag[0].At("invalidations.tags.0").GetString());
        Assert.Equal("product:*", ofTag[1].At("invalidations.patterns.0").GetString());
    }

    [Fact]
    public async Task Invalidations_OfWhatIsPrivate_ReachTheirOwnViewer_AndSecretIdsNobody()
    {
        await using var graph = await GraphServer.StartAsync();
        var owner = await graph.Client.GetTokenAsync("7");
        await using var own = await GraphSocket.OpenAsync(graph.Client, owner);
        await using var foreign = await GraphSocket.OpenAsync(graph.Client, await graph.Client.GetTokenAsync("8"));
        await using var nobodys = await GraphSocket.OpenAsync(graph.Client);
        SocketOperation[] all = [await own.SubscribeAsync(Invalidations), await foreign.SubscribeAsync(Invalidations), await nobodys.SubscribeAsync(Invalidations)];
        foreach (var one in all)
        {
            await one.NextAsync();
        }

        var created = await graph.Client.QueryAsync("mutation { createCart { cart { id } } }", headers: GraphTokens.Bearer(owner));
        var id = created.At("createCart.cart.id").GetString()!;
        (await graph.Client.InvalidateAsync("""{"patterns": ["carts:owner:7*", "cart:*"]}""")).WithoutErrors();
        await graph.Client.InvalidateAsync("""{"keys": ["product:7"]}""");
        var mine = await ReadUntilProductAsync(all[0]);
        var theirs = await ReadUntilProductAsync(all[1]);
        var anonymous = await ReadUntilProductAsync(all[2]);

        Assert.Contains("carts:owner:7", mine, StringComparison.Ordinal);
        Assert.DoesNotContain(":7\"", theirs.Replace("product:7\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All((string[])[mine, theirs, anonymous], told => Assert.DoesNotContain("cart:~", told, StringComparison.Ordinal));
        Assert.All((string[])[mine, theirs, anonymous], told => Assert.DoesNotContain(id, told, StringComparison.Ordinal));
        Assert.All((string[])[theirs, anonymous], told => Assert.DoesNotContain("carts:owner:7", told, StringComparison.Ordinal));
        Assert.Contains("cart:*", anonymous, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000000000000010000000000000001", "RESYNC")]
    [InlineData(null, "INVALIDATED")]
    public async Task Invalidations_FromAPositionThatIsNotKnown_BeginWithResync(string? since, string kind)
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);

        var first = await (await socket.SubscribeAsync(Invalidations, new { since })).NextAsync();

        Assert.Equal(kind, first.At("invalidations.kind").GetString());
        Assert.Equal(first.Position, first.At("invalidations.position").GetString());
    }

    [Fact]
    public async Task Invalidations_FromAKnownPosition_TellWhatWasMissed()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var position = (await (await socket.SubscribeAsync(Invalidations)).NextAsync()).Position;
        await graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""");
        await graph.Client.InvalidateAsync("""{"keys": ["product:2"]}""");

        var resumed = await socket.SubscribeAsync(Invalidations, new { since = position });
        var (first, second) = (await resumed.NextAsync(), await resumed.NextAsync());
        await graph.Client.InvalidateAsync("""{"keys": ["product:3"]}""");
        var third = await resumed.NextAsync();

        Assert.Equal(
            ["product:1", "product:2", "product:3"],
            ((SocketMessage[])[first, second, third]).Select(message => message.At("invalidations.keys.0").GetString()));
    }

    private static async Task<string> ReadUntilProductAsync(SocketOperation operation)
    {
        var all = "";
        SocketMessage message;
        do
        {
            message = await operation.NextAsync();
            all += message.Payload.GetRawText();
        }
        while (!message.Payload.GetRawText().Contains("\"product:7\"", StringComparison.Ordinal));
        return all;
    }

    private static void AddReview(GraphServer graph, string id, string productId, int rating) => graph.Upstreams.Data.Change(data =>
    {
        var review = (JsonObject)data.ReviewsOf("1").First().DeepClone();
        review["id"] = id;
        review["productId"] = productId;
        review["rating"] = rating;
        data.Reviews.Add(review);
    });

    private static async Task SendAsync(GraphServer graph, string body) =>
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await graph.Client.SendEventsAsync(body)).StatusCode);
}
