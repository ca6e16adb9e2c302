using System.Collections.Concurrent;
using System.Text.Json;
using Graph.Execution;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Tests.Subscriptions;

/// <summary>A subscriber of some products, who reads when told to.</summary>
internal sealed class WatchingClient : IAsyncDisposable
{
    private const string Query = """subscription ($ids: [ID!]!, $since: String) { productChanged(ids: $ids, since: $since) { id product { name version } } }""";

    private readonly SubscriptionWorld _world;
    private readonly IResultStream _stream;
    private readonly SemaphoreSlim _reads = new(1);
    private readonly Task _reading;
    private bool _isPaused;
    private string? _last;

    private WatchingClient(SubscriptionWorld world, IResultStream stream, IReadOnlyList<string> ids, WatchingClient? before)
    {
        (_world, _stream, Ids) = (world, stream, ids);
        Versions = new(before?.Versions ?? [], StringComparer.Ordinal);
        LastPosition = before?.LastPosition;
        _reading = Task.Run(ReadAllAsync);
    }

    public IReadOnlyList<string> Ids { get; }

    /// <summary>The last version of each.</summary>
    public ConcurrentDictionary<string, int> Versions { get; }

    public ConcurrentQueue<(string Id, int Version, Position Position)> Told { get; } = new();

    public ConcurrentQueue<string> Problems { get; } = new();

    public string? LastPosition { get; private set; }

    /// <param name="world">Where.</param>
    /// <param name="ids">What to watch.</param>
    /// <param name="before">What it was before its connection broke: it knows what that has been told, and resumes.</param>
    public static async Task<WatchingClient> StartAsync(SubscriptionWorld world, IReadOnlyList<string> ids, WatchingClient? before = null)
    {
        var variables = JsonSerializer.SerializeToElement(new { ids, since = before?.LastPosition });
        var result = await world.Executor.ExecuteAsync(
            new OperationRequest(Query, "trace") { Variables = variables, TakesStream = true }, CancellationToken.None);
        return new WatchingClient(world, result.Stream ?? throw new InvalidOperationException(result.Errors[0].Message), ids, before);
    }

    public void Toggle()
    {
        if (_isPaused)
        {
            Go();
        }
        else
        {
            _isPaused = _reads.Wait(0);
        }
    }

    public void Go()
    {
        if (_isPaused)
        {
            _isPaused = false;
            _reads.Release();
        }
    }

    public override string ToString() =>
        $"{string.Join(", ", Ids.Select(id => $"{id}: {Versions.GetValueOrDefault(id)}"))} ({string.Join("; ", Problems)}; last result: {_last})";

    public async ValueTask DisposeAsync()
    {
        Go();
        await _stream.DisposeAsync();
        await _reading;
        _reads.Dispose();
    }

    private async Task ReadAllAsync()
    {
        while (true)
        {
            await _reads.WaitAsync();
            _reads.Release();
            if (await _stream.ReadAsync() is not { } payload)
            {
                Array.ForEach([.. _stream.End.Errors], error => Problems.Enqueue($"It ended: {error.Code} {error.Message}"));
                return;
            }

            try
            {
                Take(payload);
            }
            catch (JsonException broken)
            {
                Problems.Enqueue($"{broken.Message} {System.Text.Encoding.UTF8.GetString(payload.Json.Span)}");
            }
        }
    }

    private void Take(ResultPayload payload)
    {
        _world.Count();
        _last = System.Text.Encoding.UTF8.GetString(payload.Json.Span);
        var position = Position.TryParse(payload.Position, out var parsed) ? parsed : throw new InvalidOperationException($"'{payload.Position}' is no position.");
        LastPosition = payload.Position;
        var data = JsonDocument.Parse(payload.Json).RootElement.GetProperty("data").GetProperty("productChanged");
        if (data.ValueKind == JsonValueKind.Null)
        {
            return; // the service has failed; the state follows
        }

        var id = data.GetProperty("id").GetString()!;
        var version = data.GetProperty("product").GetProperty("version").GetInt32();
        if (version < Versions.GetValueOrDefault(id))
        {
            Problems.Enqueue($"{id} went from {Versions[id]} back to {version}");
        }

        Versions[id] = version;
        Told.Enqueue((id, version, position));
    }
}
