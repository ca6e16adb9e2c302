using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Graph.Upstreams.Calls;

/// <summary>Reads one JSON value from a body. Throws <see cref="JsonException"/> when there is none, or anything behind it.</summary>
internal static class JsonBody
{
    // RFC 8259, 8.1: may be ignored rather than treated as an error.
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    public static T ReadOne<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(WithoutMark(body).Span, type) ?? throw new JsonException("the body is null");
}
