using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests.Authorization;

/// <summary>A graph with people who each have a cart, an order and a history.</summary>
public sealed class AuthorizationWorld : IAsyncLifetime
{
    private const string OtherId = "191";
    private const string CatalogId = "192";

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private HttpClient _upstreams = null!;
    private int _owners = StubData.UserCount;
    private int _traces;

    public GraphServer Graph { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Graph = await GraphServer.StartAsync();
        _upstreams = new HttpClient { BaseAddress = Graph.Upstreams.Address };
        Graph.Upstreams.Data.Change(data => data.Inventory["1"]["available"] = 1_000_000);
        await AddAsync(OtherId);
        await AddAsync(CatalogId, "catalog");
    }

    public async ValueTask DisposeAsync()
    {
        _upstreams.Dispose();
        await Graph.DisposeAsync();
    }

    /// <summary>Sends a row's operation as a role, on the data of an owner who is new.</summary>
    internal async Task<AuthorizationAnswer> AskAsync(AuthorizationRow row, Role role)
    {
        var ownerId = (++_owners).ToString(CultureInfo.InvariantCulture);
        Graph.Upstreams.Data.Change(data => data.AddUser(_owners));
        var cart = await AddAsync(ownerId);
        var actor = role switch
        {
            Role.Nobody => null,
            Role.Other => OtherId,
            Role.Owner => ownerId,
            _ => CatalogId,
        };
        var headers = GraphTokens.Bearer(actor is null ? null : _tokens[actor]);
        var trace = headers["X-Trace-Id"] = $"authorization-{++_traces}";
        var variables = new { cart, anonymousCart = await CartAsync(null), version = 2, product = "1", review = "r1-1" };
        var answer = row.Document.StartsWith("subscription", StringComparison.Ordinal)
            ? await Graph.Client.FirstEventAsync(row.Document, variables, headers)
            : await Graph.Client.QueryAsync(row.Document, variables, headers);
        string[] others = [.. new[] { ownerId, OtherId, CatalogId }.Where(id => id != actor)];
        return new AuthorizationAnswer(answer, actor, Graph.Upstreams.Ledger.Of(trace), others);
    }

    private async Task<string> AddAsync(string userId, params string[] roles)
    {
        _tokens[userId] = await Graph.Client.GetTokenAsync(userId, roles);
        Graph.Upstreams.Data.Change(data =>
        {
            data.Private.AddOrder(userId, "1");
            data.Private.AddActivity(userId, "viewed", "1");
        });
        return await CartAsync(userId);
    }

    private async Task<string> CartAsync(string? ownerId)
    {
        using var made = await _upstreams.PostAsJsonAsync("/carts", new { ownerId });
        var id = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!;
        using var set = await _upstreams.PutAsJsonAsync($"/carts/{id}/items/1", new { quantity = 1 });
        return set.IsSuccessStatusCode ? id : throw new InvalidOperationException($"The cart's item was refused: {set.StatusCode}.");
    }
}
