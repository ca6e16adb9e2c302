using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Register;

/// <summary>A call, taken apart.</summary>
internal sealed class RegisterRequest(HttpRequest request, JsonElement body)
{
    public string Caller => (string)request.RouteValues["caller"]!;

    /// <summary>Of a path that has one.</summary>
    public string Id => (string)request.RouteValues["id"]!;

    public JsonElement Body => body;

    public string? IfNoneMatch => request.Headers.IfNoneMatch;

    public string? IfMatch => request.Headers.IfMatch;

    public string? Text(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Ids of a batch. At most 100, as the contract says.</summary>
    public IReadOnlyList<string> Ids(string name) =>
        Text(name)?.Split(',') is { Length: <= 100 } ids ? ids : throw new BadHttpRequestException($"'{name}' is absent or too long.");

    /// <summary>Path and query, without the caller.</summary>
    public string Resource => request.Path.Value![(Caller.Length + 1)..] + request.QueryString;
}
