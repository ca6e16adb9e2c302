using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.Telemetry.Lines;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Telemetry.Lines;

public sealed class JsonLinesTests : IDisposable
{
    private static readonly IReadOnlyList<KeyValuePair<string, object?>> Nothing = [];

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
    public void Line_HasTheMembersOfTheFrameworksJsonConsole_AndTheTrace()
    {
        using var activity = new Activity("test").SetParentId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").Start();
        Say(
            LogLevel.Warning, "POST answered 200 in 1.5 ms: (null)", eventId: 1100, values:
            [
                new("Method", "POST"), new("Status", 200), new("Milliseconds", 1.5), new("Nothing", null),
                new("{OriginalFormat}", "{Method} answered {Status} in {Milliseconds} ms: {Nothing}"),
            ]);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """
                {
                  "Timestamp": "2026-01-02T03:04:05.678Z", "EventId": 1100, "LogLevel": "Warning", "Category": "Tests",
                  "TraceId": "0af7651916cd43dd8448eb211c80319c",
                  "Message": "POST answered 200 in 1.5 ms: (null)",
                  "State": { "Method": "POST", "Status": 200, "Milliseconds": 1.5, "Nothing": null }
                }
                """),
            JsonNode.Parse(_output.Text)));
    }

    [Fact]
    public void Line_OfWhateverIsLogged_IsOneLineOfJson()
    {
        Say(
            LogLevel.Error, "\"quoted\"\n\u0001\ud800 ü", exception: new InvalidOperationException("a\nb"), values: [new("Text", "\u0001\ud800 ü"), new("Number", double.NaN)]);

        var line = JsonDocument.Parse(Assert.Single(_output.Text.TrimEnd('\n').Split('\n'))).RootElement;

        Assert.Contains("\"quoted\"", line.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", line.GetProperty("Exception").GetString(), StringComparison.Ordinal);
        Assert.Equal("NaN", line.GetProperty("State").GetProperty("Number").GetString());
    }

    [Fact]
    public void Information_Waits_AndAWarningTakesItAlong()
    {
        Say(LogLevel.Information, "one");
        Say(LogLevel.Information, "two");
        Assert.InRange(_output.Writes, 0, 1); // nobody else is to write but the timer

        Say(LogLevel.Warning, "three");

        Assert.Equal(["one", "two", "three"], Messages());
    }

    [Fact]
    public void Full_IsWrittenOut()
    {
        var text = new string('x', 1_000);
        for (var i = 0; i < 100; i++)
        {
            Say(LogLevel.Information, text);
        }

        Assert.InRange(_output.Writes, 1, 20);
    }

    [Fact]
    public async Task Information_IsWrittenOutByItself()
    {
        Say(LogLevel.Information, "one");

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
                Say(LogLevel.Information, $"{writer}-{i}");
            }
        })));
        _lines.Flush();

        Assert.Equal(4_000, Messages().Distinct().Count());
    }

    [Fact]
    public void End_WritesOutWhatWaits()
    {
        Say(LogLevel.Information, "last");

        _provider.Dispose();

        Assert.Equal(["last"], Messages());
    }

    [Fact]
    public void Reader_ThatIsGone_CostsNobodyAnything()
    {
        _output.IsBroken = true;

        Say(LogLevel.Warning, "to nobody");
        _output.IsBroken = false;
        Say(LogLevel.Warning, "to somebody");

        Assert.Equal(["to somebody"], Messages());
    }

    private void Say(
        LogLevel level, string message, int eventId = 0, Exception? exception = null, IReadOnlyList<KeyValuePair<string, object?>>? values = null) =>
        _logger.Log(level, eventId, values ?? Nothing, exception, (_, _) => message);

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
