using System.Diagnostics;
using System.Globalization;
using Graph.Domains.Abstractions;

namespace Graph.Upstreams.Calls;

/// <summary>Makes the HTTP request of one attempt.</summary>
internal static class AttemptMessage
{
    private const string TraceIdHeader = "X-Trace-Id";

    private const string IdempotencyKeyHeader = "Idempotency-Key";

    public static HttpRequestMessage Create(UpstreamCall call, Activity? span)
    {
        var message = new HttpRequestMessage(call.Request.Method, call.Address);
        Add(message, TraceIdHeader, call.TraceId);
        DistributedContextPropagator.Current.Inject(
            span, message, static (carrier, name, value) => Add((HttpRequestMessage)carrier!, name, value));
        if (call.Token is { } token)
        {
            Add(message, "Authorization", "Bearer " + token.Reveal());
        }

        if (call.Request.KnownVersion is { } known)
        {
            Add(message, "If-None-Match", ETagOf(known));
        }

        if (call.Request.Write is { } write)
        {
            AddWrite(message, call, write);
        }

        return message;
    }

    private static void AddWrite(HttpRequestMessage message, UpstreamCall call, UpstreamWrite write)
    {
        if (write.IfMatch is { } version)
        {
            Add(message, "If-Match", ETagOf(version));
        }

        Add(message, IdempotencyKeyHeader, write.IdempotencyKey);
        message.Content = new WriteContent(call, write.Body);
    }

    private static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Leaves out what is not printable ASCII. These values may come from the graph's own clients: a line break in one would add
    /// headers of their choice, and other characters would fail the attempt and so count against the upstream.</summary>
    private static void Add(HttpRequestMessage message, string name, string? value)
    {
        if (value is not null && HeaderText.IsSafe(value))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
