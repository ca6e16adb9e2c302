using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Graph.Transport.Realtime;

/// <summary>The connections that are open: bounds them, looks at each of them twice a second, and ends them when the server stops.</summary>
internal sealed class OpenConnections(
    IOptions<RealtimeOptions> options, RealtimeGauges gauges, TimeProvider time, ILogger<OpenConnections> logger) : IHostedService, IDisposable
{
    /// <summary>How late, at most, a connection notices that something is due.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<IOpenConnection, byte> _connections = new();
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;
    private int _checking;
    private volatile bool _stopping;

    public bool IsStopping => _stopping;

    /// <summary>Takes a place for a connection, before it is accepted.</summary>
    /// <returns>Null when there is none left, or the server stops. To be disposed of when the connection has ended.</returns>
    public OpenPlace? TryEnter(RealtimeTransport transport)
    {
        var limit = transport == RealtimeTransport.WebSocket ? options.Value.MaxWebSockets : options.Value.MaxEventStreams;
        return !_stopping && gauges.TryOpen(transport, limit) ? new OpenPlace(this, transport) : null;
    }

    public void Add(IOpenConnection connection)
    {
        _connections.TryAdd(connection, 0);
        if (_stopping)
        {
            Guarded(static connection => connection.Stop(), connection); // it came while the others were told
        }
    }

    public void Leave(RealtimeTransport transport, IOpenConnection? connection)
    {
        gauges.Close(transport);
        if (connection is not null)
        {
            _connections.TryRemove(connection, out _);
        }

        EndIfEmpty();
    }

    /// <summary>Ends all connections; takes no further ones.</summary>
    /// <param name="outOfTime">Stops waiting for them.</param>
    public async Task DrainAsync(CancellationToken outOfTime)
    {
        _stopping = true;
        foreach (var (connection, _) in _connections)
        {
            Guarded(static connection => connection.Stop(), connection);
        }

        EndIfEmpty();
        await _allEnded.Task.WaitAsync(outOfTime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => Check(), null, CheckInterval, CheckInterval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    private void Check()
    {
        if (Interlocked.Exchange(ref _checking, 1) == 1)
        {
            return; // the last look is not through
        }

        var now = time.GetTimestamp();
        foreach (var (connection, _) in _connections)
        {
            Guarded(connection => connection.Check(now), connection);
        }

        Volatile.Write(ref _checking, 0);
    }

    private void Guarded(Action<IOpenConnection> act, IOpenConnection connection)
    {
        try
        {
            act(connection);
        }
#pragma warning disable CA1031 // A defect of one connection must not keep the others from being looked at, and an exception in a timer ends the process.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Log.ConnectionFailed(logger, null, defect);
        }
    }

    private void EndIfEmpty()
    {
        if (_stopping && gauges.Connections == 0)
        {
            _allEnded.TrySetResult();
        }
    }
}
