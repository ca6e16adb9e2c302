using System.Diagnostics;
using Graph.Transport;
using Microsoft.AspNetCore.Http;

namespace Graph.Tests.Transport;

public sealed class RequestTraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string SpanId = "b7ad6b7169203331";
    private const string Parent = $"00-{TraceId}-{SpanId}-01";

    [Fact]
    public void Of_RequestWithoutATrace_BeginsOne()
    {
        var trace = RequestTrace.Of(Request());

        Assert.Matches("^[0-9a-f]{32}$", trace.Id);
        Assert.NotEqual(trace.Id, RequestTrace.Of(Request()).Id);
        Assert.Equal((trace.Id, false), (trace.Context.TraceId.ToHexString(), trace.IsNamed));
    }

    [Fact]
    public void Of_RequestInATrace_BelongsToIt()
    {
        var trace = RequestTrace.Of(Request(("traceparent", Parent), ("tracestate", "vendor=1")));

        Assert.Equal((TraceId, TraceId, SpanId), (trace.Id, trace.Context.TraceId.ToHexString(), trace.Context.SpanId.ToHexString()));
        Assert.Equal((ActivityTraceFlags.Recorded, "vendor=1"), (trace.Context.TraceFlags, trace.Context.TraceState));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData($"00-{TraceId}-0000000000000000-01")]
    [InlineData($"00-00000000000000000000000000000000-{SpanId}-01")]
    [InlineData($"00-{TraceId}-{SpanId}")]
    [InlineData($"ff-{TraceId}-{SpanId}-01")]
    public void Of_TraceparentThatIsNone_BeginsOne(string parent)
    {
        var trace = RequestTrace.Of(Request(("traceparent", parent)));

        Assert.Matches("^[0-9a-f]{32}$", trace.Id);
        Assert.DoesNotContain(trace.Id, (string[])[TraceId, new('0', 32)]);
        Assert.Equal(default, trace.Context.SpanId);
    }

    [Fact]
    public void Of_IdOfTheClient_StandsBesideTheTrace()
    {
        var trace = RequestTrace.Of(Request(("traceparent", Parent), ("X-Trace-Id", "mine")));

        Assert.Equal(("mine", TraceId, true), (trace.Id, trace.Context.TraceId.ToHexString(), trace.IsNamed));
    }

    [Fact]
    public void Begin_WithNoneAround_IsOfTheRequestsTraceUntilItEnds()
    {
        var trace = RequestTrace.Of(Request(("traceparent", Parent), ("tracestate", "vendor=1")));

        using (var activity = trace.Begin())
        {
            Assert.Same(activity, Activity.Current);
            Assert.Equal((TraceId, SpanId, "vendor=1"), (activity!.TraceId.ToHexString(), activity.ParentSpanId.ToHexString(), activity.TraceStateString));
            Assert.Matches($"^00-{TraceId}-(?!{SpanId})[0-9a-f]{{16}}-01$", activity.Id);
        }

        Assert.Null(Activity.Current);
    }

    [Fact]
    public void Begin_OfATraceThatBeginsHere_IsOfTheIdThatTheClientIsTold()
    {
        var trace = RequestTrace.Of(Request());

        using var activity = trace.Begin();

        Assert.Matches($"^00-{trace.Id}-(?!0{{16}})[0-9a-f]{{16}}-00$", activity!.Id);
    }

    [Fact]
    public void Begin_WhereTheWebServerHas_LeavesThat()
    {
        using var begun = new Activity("server").SetIdFormat(ActivityIdFormat.W3C).Start();
        var trace = RequestTrace.Of(Request(("traceparent", Parent)));

        using var activity = trace.Begin();

        Assert.Equal((begun.TraceId.ToHexString(), null), (trace.Id, activity));
        Assert.Same(begun, Activity.Current);
    }

    private static HttpRequest Request(params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
