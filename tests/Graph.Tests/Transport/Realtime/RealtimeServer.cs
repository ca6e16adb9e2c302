using Graph.Domains.Abstractions;
using Graph.TestKit;
using Graph.Tests.Execution;
using Graph.Transport.Realtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Transport.Realtime;

/// <summary>A small graph with subscriptions on a real port, with the clock in the test's hands.</summary>
internal sealed class RealtimeServer : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly Gate _gate;

    private RealtimeServer(TestServer server, FakeTimeProvider time, TestSubscriptions subscriptions, Gate gate)
    {
        _server = server;
        _gate = gate;
        Time = time;
        Subscriptions = subscriptions;
    }

    public FakeTimeProvider Time { get; }

    public TestSubscriptions Subscriptions { get; }

    public HttpClient Client => _server.Client;

    public TestGraph Graph => _server.Graph;

    public IServiceProvider Services => _server.Services;

    public RealtimeGauges Gauges => Services.GetRequiredService<RealtimeGauges>();

    public Uri SocketAddress => new UriBuilder(Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;

    /// <summary>Completes when the query <c>slow</c> has begun.</summary>
    public Task Entered => _gate.Entered.Task;

    public static Task<RealtimeServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(new TestSubscriptions(), settings);

    public static async Task<RealtimeServer> StartAsync(TestSubscriptions subscriptions, params (string Key, string Value)[] settings)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var gate = new Gate();
        var graph = new TestGraph(
            "extend type Query { item: Item viewer: String slow: Item broken: Item large: String } type Mutation { change: Item } type Item { id: ID! }" + TestSubscriptions.Sdl)
        { Time = time, Subscriptions = subscriptions };
        graph.Type<Item>("Item")
            .Query<Item>("item", _ => new Item("1"))
            .Query<string>("viewer", context => context.Viewer?.Id ?? "nobody")
            .Query<string>("large", _ => new string('x', 4_000_000))
            .Query("broken", LoadResult<Item> (_) => throw new InvalidOperationException("secret"))
            .Query<Item>("slow", async _ =>
            {
                gate.Entered.TrySetResult();
                return await gate.Answer.Task;
            })
            .Mutation<Item>("change", _ => new Item("changed"));
        foreach (var field in (string[])["countdown", "forever", "silent", "refused", "failing", "broken", "held"])
        {
            graph.Subscription<int>(field);
        }

        foreach (var (key, value) in settings)
        {
            graph.Settings[key] = value;
        }

        return new RealtimeServer(await TestServer.StartAsync(graph), time, subscriptions, gate);
    }

    /// <summary>Lets the query <c>slow</c> answer.</summary>
    public void Answer() => _gate.Answer.TrySetResult(new Item("slow"));

    /// <summary>Moves the clock in steps in which connections are looked at.</summary>
    public void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += OpenConnections.CheckInterval)
        {
            Time.Advance(OpenConnections.CheckInterval);
        }
    }

    /// <summary>Moves the clock until something has come of it, since what is due may have to be sent first.</summary>
    public async Task<T> PassUntilAsync<T>(Task<T> done)
    {
        await Patience.UntilAsync(
            () =>
            {
                Time.Advance(OpenConnections.CheckInterval);
                return Task.FromResult(done.IsCompleted);
            },
            () => "Nothing came of the time that passed.");
        return await done;
    }

    /// <summary>What a stop does before the server itself stops.</summary>
    public Task DrainAsync(CancellationToken outOfTime = default) => Services.GetRequiredService<OpenConnections>().DrainAsync(outOfTime);

    /// <summary>Waits until no connection and no subscription is left, and says so if one stays.</summary>
    public Task UntilNothingIsLeftAsync() => Patience.UntilAsync(
        () => Task.FromResult(Gauges.Connections == 0 && Enum.GetValues<RealtimeTransport>().All(transport => Gauges.SubscriptionsOf(transport) == 0)),
        () => $"Left: {Gauges.Connections} connections, {Gauges.SubscriptionsOf(RealtimeTransport.WebSocket)} and {Gauges.SubscriptionsOf(RealtimeTransport.EventStream)} subscriptions");

    public Task UntilLoggedAsync(string text) => Patience.UntilAsync(
        () => Task.FromResult(Graph.Logs.Lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal))),
        () => $"'{text}' was not logged; there is:\n{string.Join('\n', Graph.Logs.Lines.Select(line => line.Text))}");

    /// <summary>What went wrong without being anybody's intention.</summary>
    public IEnumerable<string> Defects => Graph.Logs.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<LoadResult<Item>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
