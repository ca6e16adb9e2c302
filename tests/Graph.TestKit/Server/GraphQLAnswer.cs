using System.Net;
using System.Text.Json;

namespace Graph.TestKit.Server;

/// <summary>What the graph has answered.</summary>
public sealed class GraphQLAnswer
{
    private readonly JsonElement _root;

    private GraphQLAnswer(HttpResponseMessage response, string body)
    {
        StatusCode = response.StatusCode;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        Headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        Body = body;
        _root = MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? Parse(body) : default;
        Errors = Member("errors") is { } errors ? [.. errors.EnumerateArray().Select(GraphQLError.Read)] : [];
    }

    public HttpStatusCode StatusCode { get; }

    public string? MediaType { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Body { get; }

    /// <summary>Undefined when the answer has none.</summary>
    public JsonElement Data => Member("data") ?? default;

    /// <summary>Undefined when the answer has none.</summary>
    public JsonElement Extensions => Member("extensions") ?? default;

    public IReadOnlyList<GraphQLError> Errors { get; }

    public static async Task<GraphQLAnswer> ReadAsync(HttpResponseMessage response) =>
        new(response, await response.Content.ReadAsStringAsync());

    /// <summary>A value of <see cref="Data"/> by its path, e.g. <c>products.nodes.0.name</c>.</summary>
    public JsonElement At(string path) => path.Split('.').Aggregate(Data, (value, step) =>
        value.ValueKind == JsonValueKind.Array ? value[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : value.GetProperty(step));

    /// <summary>The texts in a list, e.g. the ids of <c>products.nodes</c>; null where an element is null.</summary>
    public IReadOnlyList<string?> Texts(string path, string field) =>
        [.. At(path).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? null : item.GetProperty(field).GetString())];

    private static JsonElement Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException wrong)
        {
            throw new JsonException($"The graph has answered no JSON: {body}", wrong);
        }
    }

    /// <summary>This answer, if nothing has failed.</summary>
    public GraphQLAnswer WithoutErrors() => StatusCode == HttpStatusCode.OK && Errors.Count == 0
        ? this
        : throw new InvalidOperationException($"Expected no errors, got {this}");

    public override string ToString() => $"{(int)StatusCode} {Body}";

    private JsonElement? Member(string name) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var member) ? member : null;
}
