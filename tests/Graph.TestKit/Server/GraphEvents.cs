using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Graph.TestKit.Server;

/// <summary>Change events as an upstream sends them.</summary>
public static class GraphEvents
{
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    public const string SignatureHeader = "X-Graph-Signature";

    /// <summary>One event in JSON.</summary>
    public static string Event(string id, string type, string? subject = null, object? data = null, string source = "/products")
    {
        var members = new Dictionary<string, object?>
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = source,
            ["type"] = type,
            ["subject"] = subject,
            ["data"] = data,
        };
        return JsonSerializer.Serialize(members.Where(member => member.Value is not null).ToDictionary());
    }

    /// <summary>Posts one event, or several as a batch.</summary>
    public static Task<GraphQLAnswer> SendEventsAsync(this GraphClient client, params string[] events) =>
        events is [var only] ? client.PostEventsAsync(only) : client.PostEventsAsync($"[{string.Join(',', events)}]", Batch);

    /// <summary>Posts a body as it is.</summary>
    public static async Task<GraphQLAnswer> PostEventsAsync(
        this GraphClient client, string body, string? contentType = Structured, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        foreach (var (name, value) in headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    public static string Sign(string secret, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }
}
