using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Graph.Upstreams.Tests.Support;

/// <summary>A response, read to its end.</summary>
internal sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public int Version => Json.GetProperty("version").GetInt32();

    public string Id => this["id"]!;

    /// <summary>A string member of the body.</summary>
    public string? this[string name] => Json.GetProperty(name).GetString();

    public IReadOnlyList<JsonElement> Items => [.. (Json.ValueKind == JsonValueKind.Array ? Json : Json.GetProperty("items")).EnumerateArray()];

    public IReadOnlyList<string> Strings(string member) => [.. Items.Select(i => i.GetProperty(member).GetString()!)];
}
