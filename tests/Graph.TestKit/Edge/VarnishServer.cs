using System.Globalization;

namespace Graph.TestKit.Edge;

/// <summary>A real Varnish with the configuration of deploy/, on a free loopback port.</summary>
public sealed class VarnishServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("graph-varnish-");
    private EdgeProcess? _process;

    /// <summary>Known before it starts, so that a graph can be told where to purge.</summary>
    public int Port { get; } = FreePorts.Next();

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    /// <summary>Starts it, empty, before a graph.</summary>
    /// <param name="graph">Where the graph listens.</param>
    public async Task StartAsync(Uri graph)
    {
        var file = Path.Combine(_directory.FullName, "default.vcl");
        await File.WriteAllTextAsync(file, EdgeConfiguration.Read(
            "varnish/default.vcl",
            (".host = \"127.0.0.1\";", $".host = \"{graph.Host}\";"),
            (".port = \"5000\";", string.Create(CultureInfo.InvariantCulture, $".port = \"{graph.Port}\";"))));
        _process = EdgeProcess.Start(
            "varnishd", "-F", "-j", "none", "-T", "none", "-n", Path.Combine(_directory.FullName, "work"),
            "-a", $"127.0.0.1:{Port}", "-f", file, "-s", "malloc,32m", "-p", "thread_pool_min=10", "-p", "thread_pools=1");
        await _process.UntilListeningAsync(Port);
    }

    /// <summary>As <c>kill -9</c> does: what it had is lost.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>It hangs: connections are taken, and nothing is answered.</summary>
    public void Suspend() => _process!.Suspend();

    public void Resume() => _process!.Resume();

    /// <summary>What the compiler says of a configuration.</summary>
    public static async Task<(int ExitCode, string Output)> CheckAsync(string configuration)
    {
        var directory = Directory.CreateTempSubdirectory("graph-varnish-");
        try
        {
            var file = Path.Combine(directory.FullName, "default.vcl");
            await File.WriteAllTextAsync(file, configuration);
            return await EdgeProcess.RunAsync("varnishd", "-C", "-j", "none", "-n", directory.FullName, "-f", file);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }
}
