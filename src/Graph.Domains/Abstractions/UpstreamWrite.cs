using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Graph.Domains.Abstractions;

/// <summary>A write to send to a REST service: POST, PUT, PATCH or DELETE.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Where.</param>
public sealed record UpstreamWrite(HttpMethod Method, UpstreamPath Path)
{
    /// <summary>The version that the change is based on: sent as <c>If-Match: "n"</c> (RFC 9110, 13.1.1). Null: unconditional.</summary>
    public long? IfMatch { get; init; }

    /// <summary>Sent as <c>Idempotency-Key</c>. Only with one is a write ever sent again.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The JSON body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The same write with a JSON body.</summary>
    public UpstreamWrite With<T>(T body, JsonTypeInfo<T> type) => this with { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };
}
