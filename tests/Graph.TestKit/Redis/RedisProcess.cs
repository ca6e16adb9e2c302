using System.Collections.Concurrent;
using System.Diagnostics;
using Graph.TestKit.Processes;

namespace Graph.TestKit.Redis;

/// <summary>A <c>redis-server</c> that was started here, and the signals that it can be sent.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private RedisProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _output);

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    public static RedisProcess Start(int port, string directory, RedisServerOptions options)
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        foreach (var argument in (string[])
        [
            "--port", $"{port}", "--bind", "127.0.0.1", "--dir", directory, "--save", "", "--daemonize", "no",
            "--appendonly", options.AppendOnly ? "yes" : "no", "--appendfsync", "always", .. options.Arguments,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        var redis = new RedisProcess(new Process { StartInfo = start });
        redis._process.OutputDataReceived += (_, line) => redis.Keep(line.Data);
        redis._process.ErrorDataReceived += (_, line) => redis.Keep(line.Data);
        redis._process.Start();
        redis._process.BeginOutputReadLine();
        redis._process.BeginErrorReadLine();
        return redis;
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>It hangs: connections stay, and nothing is answered.</summary>
    public void Suspend() => ProcessSignals.Suspend(_process.Id);

    public void Resume() => ProcessSignals.Resume(_process.Id);

    public void Dispose() => _process.Dispose();

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }
}
