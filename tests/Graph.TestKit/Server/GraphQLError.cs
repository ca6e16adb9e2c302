using System.Text.Json;

namespace Graph.TestKit.Server;

/// <summary>One entry of a response's <c>errors</c>.</summary>
/// <remarks>The path is parted by dots, e.g. <c>products.nodes.3.reviews</c>, and empty when there is none.</remarks>
public sealed record GraphQLError(string Message, string? Code, string Path, string? Upstream, bool? Retryable, string? TraceId)
{
    internal static GraphQLError Read(JsonElement error)
    {
        var extensions = error.TryGetProperty("extensions", out var given) ? given : default;
        return new GraphQLError(
            error.GetProperty("message").GetString()!,
            Text(extensions, "code"),
            error.TryGetProperty("path", out var path) ? string.Join('.', path.EnumerateArray()) : "",
            Text(extensions, "upstream"),
            Find(extensions, "retryable")?.GetBoolean(),
            Text(extensions, "traceId"));
    }

    private static string? Text(JsonElement element, string name) => Find(element, name)?.GetString();

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
