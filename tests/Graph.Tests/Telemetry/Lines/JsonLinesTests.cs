using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.Telemetry.Lines;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Telemetry.Lines;

public sealed class JsonLinesTests : IDisposable
{
    private readonly Output _output = new();
    private readonly LineWriter _lines;
    private readonly JsonLineProvider _provider;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;

    public JsonLinesTests()
    {
        _lines = new LineWriter(_output);
        _provider = new JsonLineProvider(_lines, new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)));
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_provider));
        _logger = _loggers.CreateLogger("Tests");
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _provider.Dispose();
    }

    [Fact]
    public void Line_HasTheMembersOfTheFrameworksJsonConsole()
    {
        using (_logger.BeginScope(new Dictionary<string, object?> { ["TraceId"] = "t" }.ToList()))
        {
            _logger.LogWarning(new EventId(1100, "Served"), "{Method} answered {Status} in {Milliseconds} ms: {Nothing}", "POST", 200, 1.5, null);
        }

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """
                {
                  "Timestamp": "2026-01-02T03:04:05.678Z", "EventId": 1100, "LogLevel": "Warning", "Category": "Tests",
                  "Message": "POST answered 200 in 1.5 ms: (null)",
                  "State": {
                    "Method": "POST", "Status": 200, "Milliseconds": 1.5, "Nothing": null,
                    "{OriginalFormat}": "{Method} answered {Status} in {Milliseconds} ms: {Nothing}"
                  },
                  "Scopes": [{ "TraceId": "t" }]
                }
                """),
            JsonNode.Parse(_output.Text)));
    }

    [Fact]
    public void Line_OfWhateverIsLogged_IsOneLineOfJson()
    {
        _logger.LogError(new InvalidOperationException("a\nb"), "\"quoted\"\n{Text} {Number}", "\u0001\ud800 ü", double.NaN);

        var line = JsonDocument.Parse(Assert.Single(_output.Text.TrimEnd('\n').Split('\n'))).RootElement;

        Assert.Contains("\"quoted\"", line.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", line.GetProperty("Exception").GetString(), StringComparison.Ordinal);
        Assert.Equal("NaN", line.GetProperty("State").GetProperty("Number").GetString());
    }

    [Fact]
    public void Information_Waits_AndAWarningTakesItAlong()
    {
        _logger.LogInformation("one");
        _logger.LogInformation("two");
        Assert.InRange(_output.Writes, 0, 1); // nobody else is to write but the timer

        _logger.LogWarning("three");

        Assert.Equal(["one", "two", "three"], Messages());
    }

    [Fact]
    public void Full_IsWrittenOut()
    {
        var text = new string('x', 1_000);
        for (var i = 0; i < 100; i++)
        {
            _logger.LogInformation("{Text}", text);
        }

        Assert.InRange(_output.Writes, 1, 20);
    }

    [Fact]
    public async Task Information_IsWrittenOutByItself()
    {
        _logger.LogInformation("one");

        await _output.Written.WaitAsync(Graph.TestKit.Patience.Limit, TestContext.Current.CancellationToken);

        Assert.Equal(["one"], Messages());
    }

    [Fact]
    public async Task Lines_OfManyAtOnce_AreWhole()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                _logger.LogInformation("{Writer}-{Number}", writer, i);
            }
        })));
        _lines.Flush();

        Assert.Equal(4_000, Messages().Distinct().Count());
    }

    [Fact]
    public void End_WritesOutWhatWaits()
    {
        _logger.LogInformation("last");

        _provider.Dispose();

        Assert.Equal(["last"], Messages());
    }

    [Fact]
    public void Reader_ThatIsGone_CostsNobodyAnything()
    {
        _output.IsBroken = true;

        _logger.LogWarning("to nobody");
        _output.IsBroken = false;
        _logger.LogWarning("to somebody");

        Assert.Equal(["to somebody"], Messages());
    }

    private IEnumerable<string?> Messages() =>
        _output.Text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString());

    private sealed class Output : MemoryStream
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public bool IsBroken { get; set; }

        public int Writes { get; private set; }

        public Task Written => _written.Task;

        public string Text
        {
            get
            {
                lock (_lock)
                {
                    return Encoding.UTF8.GetString(ToArray());
                }
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (_lock)
            {
                if (IsBroken)
                {
                    throw new IOException("Broken pipe");
                }

                Writes++;
                base.Write(buffer);
            }
        }

        public override void Flush() => _written.TrySetResult();
    }
}
