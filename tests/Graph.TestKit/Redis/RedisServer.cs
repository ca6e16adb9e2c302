using System.Globalization;
using System.Net.Sockets;

namespace Graph.TestKit.Redis;

/// <summary>A real Redis server on a free loopback port, with its data in a folder of its own, and all that can befall one.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int PortsTried = 5;

    private readonly RedisServerOptions _options;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("graph-redis-");
    private RedisProcess? _process;

    private RedisServer(RedisServerOptions options) => _options = options;

    /// <summary>Stays the same over restarts.</summary>
    public int Port { get; private set; }

    /// <summary>What <c>Redis:Configuration</c> takes.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public bool IsRunning => _process is { HasExited: false };

    public int ProcessId => Running.Id;

    private RedisProcess Running => _process ?? throw new InvalidOperationException("This Redis is not running.");

    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        var server = new RedisServer(options ?? new RedisServerOptions());
        for (var tried = 1; ; tried++)
        {
            server.Port = FreePorts.Next();
            if (await server.TryStartAsync())
            {
                return server;
            }

            if (tried == PortsTried)
            {
                var output = server.Running.Output;
                await server.DisposeAsync();
                throw new InvalidOperationException($"redis-server does not start:\n{output}");
            }
        }
    }

    /// <summary>As <c>kill -9</c> does. Without <see cref="RedisServerOptions.AppendOnly"/> all it knew is lost.</summary>
    public Task KillAsync() => Running.KillAsync();

    /// <summary>Starts it again on its port; kills it first where it runs.</summary>
    /// <param name="keepsData">Whether it finds what was on disk; there is something only with <see cref="RedisServerOptions.AppendOnly"/>.</param>
    public async Task RestartAsync(bool keepsData = false)
    {
        await KillAsync();
        if (!keepsData)
        {
            _directory.Delete(recursive: true);
            _directory.Create();
        }

        if (!await TryStartAsync())
        {
            throw new InvalidOperationException($"redis-server does not start again on port {Port}:\n{Running.Output}");
        }
    }

    /// <summary>It hangs (SIGSTOP) until <see cref="Resume"/>: connections are taken, and nothing is answered.</summary>
    public void Suspend() => Running.Suspend();

    /// <summary>It goes on (SIGCONT).</summary>
    public void Resume() => Running.Resume();

    /// <summary>All commands of all clients wait that long; its own next command too.</summary>
    public Task PauseClientsAsync(TimeSpan time) =>
        CommandAsync("CLIENT", "PAUSE", ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), "ALL");

    /// <summary>Refuses every write (<c>READONLY</c>), as an old primary does that has become a replica.</summary>
    public Task SetReadOnlyAsync(bool isReadOnly) => isReadOnly
        ? CommandAsync("REPLICAOF", "127.0.0.1", "1")
        : CommandAsync("REPLICAOF", "NO", "ONE");

    /// <summary>Refuses every write (<c>NOREPLICAS</c>) while it has fewer replicas; 0 asks for none.</summary>
    public Task SetMinReplicasAsync(int count) => SetAsync("min-replicas-to-write", count);

    /// <summary>Refuses writes (<c>OOM</c>) while it takes more; 0 is no limit.</summary>
    public Task SetMaxMemoryAsync(long bytes) => SetAsync("maxmemory", bytes);

    /// <summary>Forgets every key, and goes on as the same server.</summary>
    public Task FlushAllAsync() => CommandAsync("FLUSHALL");

    /// <summary>Sends one command on a connection of its own; see <see cref="RespConnection.SendAsync"/>.</summary>
    public async Task<object?> CommandAsync(params string[] command)
    {
        using var connection = await RespConnection.OpenAsync(Port);
        return await connection.SendAsync(command);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.KillAsync();
            _process.Dispose();
        }

        _directory.Delete(recursive: true);
    }

    private Task<object?> SetAsync(string setting, long value) =>
        CommandAsync("CONFIG", "SET", setting, value.ToString(CultureInfo.InvariantCulture));

    // False when it has ended instead, as when another process was quicker to take the port.
    private async Task<bool> TryStartAsync()
    {
        _process?.Dispose();
        var process = _process = RedisProcess.Start(Port, _directory.FullName, _options);
        await Patience.UntilAsync(
            async () => process.HasExited || await AnswersAsync(process),
            () => $"redis-server does not answer on port {Port}:\n{process.Output}");
        return !process.HasExited;
    }

    // Itself, that is, and not another that sits on the port.
    private async Task<bool> AnswersAsync(RedisProcess process)
    {
        try
        {
            return await CommandAsync("PING") is "PONG"
                && await CommandAsync("INFO", "server") is string info
                && info.Contains($"process_id:{process.Id}\r", StringComparison.Ordinal);
        }
        catch (Exception early) when (early is SocketException or IOException or RedisErrorException)
        {
            return false; // not listening yet, or loading
        }
    }
}
