using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Graph.TestKit.Stub;

namespace Graph.TestKit.Server;

/// <summary>The built graph as a process of its own, started as an operator starts it.</summary>
public sealed partial class GraphProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GraphClient? _client;
    private Uri? _address;

    private GraphProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    /// <summary>Bytes of memory that it takes of the machine now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public GraphClient Client => _client ?? throw new InvalidOperationException("Wait until the graph is ready.");

    /// <param name="settings">Environment variables, e.g. <c>Upstreams__BaseAddress</c>. The machine's own that look like settings are left out.</param>
    /// <param name="args">The command line; a free loopback port is chosen beside it.</param>
    public static GraphProcess Start(IReadOnlyDictionary<string, string>? settings = null, params string[] args)
    {
        var start = new ProcessStartInfo(DotnetPath)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in (string[])[GraphPath, "--urls", "http://127.0.0.1:0", .. args])
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start, settings);
        var graph = new GraphProcess(new Process { StartInfo = start });
        graph.Run();
        return graph;
    }

    public static async Task<GraphProcess> StartReadyAsync(IReadOnlyDictionary<string, string>? settings = null, params string[] args)
    {
        var graph = Start(settings, args);
        await graph.WaitUntilReadyAsync();
        return graph;
    }

    /// <summary>Starts over a stub, with deadlines that no held call reaches.</summary>
    public static Task<GraphProcess> StartReadyAsync(StubUpstreams upstreams, string environment = "Development") =>
        StartReadyAsync(SettingsOver(upstreams, environment));

    /// <summary>The settings of a graph over a stub, with deadlines that no held call reaches; to add others to.</summary>
    public static Dictionary<string, string> SettingsOver(StubUpstreams upstreams, string environment = "Development")
    {
        var settings = Patience.Settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!, StringComparer.Ordinal);
        settings["Upstreams__BaseAddress"] = upstreams.Address.ToString();
        settings["ASPNETCORE_ENVIRONMENT"] = environment;
        return settings;
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return _process.ExitCode;
    }

    /// <summary>Waits until it listens; from then on it has a <see cref="Client"/>.</summary>
    public async Task WaitUntilStartedAsync()
    {
        var exited = _process.WaitForExitAsync();
        await Task.WhenAny(_started.Task, exited).WaitAsync(Patience.Limit);
        if (exited.IsCompleted)
        {
            throw new InvalidOperationException($"The graph has exited with {_process.ExitCode}:\n{Output}\n{Errors}");
        }

        _client ??= new GraphClient(await _started.Task);
    }

    public async Task WaitUntilReadyAsync()
    {
        await WaitUntilStartedAsync();
        await Patience.UntilAsync(
            async () =>
            {
                using var answer = await Client.Http.GetAsync("/health/ready");
                return answer.IsSuccessStatusCode;
            },
            () => $"The graph is not ready:\n{Output}\n{Errors}");
    }

    /// <summary>Waits for a line of its output that has all of these parts.</summary>
    public Task UntilLoggedAsync(params string[] parts) => Patience.UntilAsync(
        () => Task.FromResult(_output.Any(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)))),
        () => $"There is no line with {string.Join(" and ", parts)} in: {Output}");

    /// <summary>Ends it as <c>kill -9</c> does: whatever it was about to do or say is lost.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>Beside the tests' own output: <c>artifacts/bin/Graph/&lt;configuration&gt;/Graph.dll</c>.</summary>
    private static string GraphPath
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "Graph", own.Name, "Graph.dll");
        }
    }

    /// <summary>The host that runs the tests: <c>&lt;root&gt;/shared/Microsoft.NETCore.App/&lt;version&gt;/</c> is its runtime.</summary>
    private static string DotnetPath => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static void SetEnvironment(ProcessStartInfo start, IReadOnlyDictionary<string, string>? settings)
    {
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
    }

    private static bool IsSetting(string variable) => variable.Contains("__", StringComparison.Ordinal)
        || variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || variable is "DOTNET_ENVIRONMENT" or "DOTNET_URLS";

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, _errors);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line, ConcurrentQueue<string> lines)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _address = new Uri(match.Groups["address"].Value);
        }
        else if (_address is not null && line.Contains("Application started", StringComparison.Ordinal))
        {
            _started.TrySetResult(_address);
        }
    }

    // Embedded services say the same of themselves, but earlier.
    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
