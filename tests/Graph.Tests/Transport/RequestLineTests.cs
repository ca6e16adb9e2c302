using System.Diagnostics;
using System.Text.Json.Nodes;
using Graph.Telemetry.Lines;
using Graph.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Transport;

public sealed class RequestLineTests
{
    private static readonly ActivityTraceId Trace = ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");

    [Fact]
    public void Json_IsAsTheFrameworksConsoleWritesIt_WithTheTraceInOnePlace()
    {
        var line = new RequestLine("POST", "query", "Shop", 200, TimeSpan.FromMicroseconds(1_234.5), 2, TraceOf(Trace.ToHexString()));

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """
                {
                  "Timestamp": "2026-01-02T03:04:05.000Z", "EventId": 1100, "LogLevel": "Information", "Category": "Tests",
                  "TraceId": "0af7651916cd43dd8448eb211c80319c",
                  "Message": "POST query Shop answered 200 in 1.234 ms with 2 errors",
                  "State": { "Method": "POST", "OperationType": "query", "OperationName": "Shop", "Status": 200, "Milliseconds": 1.234, "Errors": 2 }
                }
                """),
            Log(line)));
    }

    [Fact]
    public void Json_OfAnIdOfTheClient_HasBoth()
    {
        var line = Log(new RequestLine("POST", "query", null, 200, TimeSpan.FromMilliseconds(1), 0, TraceOf("mine")));

        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "mine"), ((string?)line["TraceId"], (string?)line["State"]!["TraceId"]));
    }

    [Fact]
    public void Json_WithoutAnOperation_SaysSo()
    {
        var line = Log(new RequestLine("PUT", null, null, 405, TimeSpan.FromMilliseconds(1), 1, TraceOf("mine")));

        Assert.Equal("PUT - - answered 405 in 1 ms with 1 errors", (string?)line["Message"]);
        Assert.Null(line["State"]!["OperationName"]);
    }

    [Theory]
    [InlineData(10_000)] // is as long as a request line may be
    [InlineData(256)]
    public void Json_OfALongMessage_HasAllOfIt(int length)
    {
        var method = new string('M', length);

        var line = Log(new RequestLine(method, null, null, 405, TimeSpan.FromMilliseconds(1), 1, TraceOf("mine")));

        Assert.StartsWith($"{method} - - answered 405", (string?)line["Message"], StringComparison.Ordinal);
        Assert.Equal(method, (string?)line["State"]!["Method"]);
    }

    [Fact]
    public void Json_OfAMethodThatIsNoPlainText_IsOneLine()
    {
        const string method = "A\"\n\u0001\\";

        var line = Log(new RequestLine(method, null, null, 405, TimeSpan.FromMilliseconds(1), 1, TraceOf("mine")));

        Assert.Equal(method, (string?)line["State"]!["Method"]);
    }

    [Fact]
    public void OtherLoggers_GetTheTextAndEveryValueOfTheTemplate()
    {
        var line = new RequestLine("POST", "query", "Shop", 200, TimeSpan.FromMilliseconds(1.5), 0, TraceOf("mine"));

        Assert.Equal("POST query Shop answered 200 in 1.5 ms with 0 errors (trace mine)", line.ToString());
        var template = (string)line[^1].Value!;
        Assert.All(line.SkipLast(1), value => Assert.Contains($"{{{value.Key}}}", template, StringComparison.Ordinal));
        Assert.Equal(["POST", "query", "Shop", 200, 1.5, 0, "mine"], line.SkipLast(1).Select(value => value.Value));
    }

    private static RequestTrace TraceOf(string id) =>
        new(id == Trace.ToHexString() ? Trace.ToHexString() : id, new ActivityContext(Trace, default, ActivityTraceFlags.None));

    private static JsonNode Log(RequestLine line)
    {
        using var output = new MemoryStream();
        using var provider = new JsonLineProvider(new LineWriter(output), new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        provider.CreateLogger("Tests").Log(LogLevel.Information, RequestLine.Event, line, null, (_, _) => "not this");
        provider.Dispose();
        return JsonNode.Parse(Assert.Single(System.Text.Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n')))!;
    }
}
