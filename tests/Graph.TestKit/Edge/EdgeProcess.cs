using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Graph.TestKit.Processes;

namespace Graph.TestKit.Edge;

/// <summary>A proxy's process that was started here, with its files in a folder of its own.</summary>
internal sealed class EdgeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private EdgeProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    public static EdgeProcess Start(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var edge = new EdgeProcess(new Process { StartInfo = start });
        edge._process.OutputDataReceived += (_, line) => edge.Keep(line.Data);
        edge._process.ErrorDataReceived += (_, line) => edge.Keep(line.Data);
        edge._process.Start();
        edge._process.BeginOutputReadLine();
        edge._process.BeginErrorReadLine();
        return edge;
    }

    /// <summary>Runs a command to its end, such as a check of a configuration.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string name, params string[] arguments)
    {
        await using var edge = Start(name, arguments);
        await edge._process.WaitForExitAsync();
        return (edge._process.ExitCode, edge.Output);
    }

    /// <summary>Waits until it takes connections. Throws if it ends instead.</summary>
    public Task UntilListeningAsync(int port) => Patience.UntilAsync(
        async () => HasExited ? throw new InvalidOperationException($"{_process.StartInfo.FileName} has ended:\n{Output}") : await IsTakenAsync(port),
        () => $"{_process.StartInfo.FileName} does not listen on port {port}:\n{Output}");

    /// <summary>As <c>kill -9</c> does, its children included.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Its children, which do the work, hang.</summary>
    public void Suspend() => Children().ForEach(ProcessSignals.Suspend);

    /// <summary>They go on.</summary>
    public void Resume() => Children().ForEach(ProcessSignals.Resume);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsTakenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private List<int> Children() =>
    [
        .. File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
    ];

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
