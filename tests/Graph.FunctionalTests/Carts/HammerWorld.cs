using System.Collections.Concurrent;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Graph.TestKit.Stub.Chaos;

namespace Graph.FunctionalTests.Carts;

/// <summary>What all clients of one run share.</summary>
internal sealed class HammerWorld(GraphProcess graph, StubUpstreams upstreams, int seed)
{
    private readonly ConcurrentDictionary<string, int> _writing = new(StringComparer.Ordinal);
    private int _operations;
    private int _compared;

    public GraphClient Client => graph.Client;

    public StubUpstreams Upstreams => upstreams;

    public int Seed => seed;

    public Findings Findings { get; } = new();

    /// <summary>Every mutation, for the reckoning at the end.</summary>
    public ConcurrentQueue<HammerMutation> Mutations { get; } = new();

    public IReadOnlyList<HammerViewer> Viewers { get; private set; } = [];

    /// <summary>What everybody may read.</summary>
    public VersionWatch Public { get; } = new();

    public int Operations => Volatile.Read(ref _operations);

    /// <summary>Cart reads that could be held against the ledger exactly.</summary>
    public int Compared => Volatile.Read(ref _compared);

    public async Task PrepareAsync()
    {
        upstreams.KeepsCalls = false;
        upstreams.Data.Change(data =>
        {
            foreach (var stock in data.Inventory.Values)
            {
                stock["available"] = 1_000_000;
            }
        });
        Viewers =
        [
            new HammerViewer("101", await Client.GetTokenAsync("101"), 101),
            new HammerViewer("102", await Client.GetTokenAsync("102"), 111),
            new HammerViewer(null, null, 121),
        ];
        foreach (var viewer in Viewers)
        {
            var made = await Client.QueryAsync("mutation { createCart { cart { id } errors { message } } }", headers: GraphTokens.Bearer(viewer.Token));
            viewer.CartId = made.WithoutErrors().At("createCart.cart.id").GetString()!;
        }

        upstreams.Chaos = new StubChaos(seed, StubChaosRates.Everything);
    }

    /// <summary>False when there have been enough.</summary>
    public bool TakeOperation(int of) => Interlocked.Increment(ref _operations) <= of;

    public void CountCompared() => Interlocked.Increment(ref _compared);

    /// <summary>How often writes of a cart have begun or ended: odd or changed means that one was under way.</summary>
    public (int Begun, int UnderWay) WritesOf(string cartId) => (_writing.GetValueOrDefault(cartId), _writing.GetValueOrDefault(cartId + " under way"));

    public void BeginWrite(string cartId)
    {
        _writing.AddOrUpdate(cartId + " under way", 1, (_, count) => count + 1);
        _writing.AddOrUpdate(cartId, 1, (_, count) => count + 1);
    }

    public void EndWrite(string cartId) => _writing.AddOrUpdate(cartId + " under way", 0, (_, count) => count - 1);
}
