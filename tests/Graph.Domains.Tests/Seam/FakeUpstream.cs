using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>Answers prepared paths with JSON text, read as the real one reads it, and remembers what was asked.</summary>
internal sealed class FakeUpstream(string name) : IUpstream
{
    private readonly Dictionary<string, string> _answers = [];
    private readonly Dictionary<string, WriteResult<string>> _outcomes = [];

    public string Name => name;

    public List<string> Asked { get; } = [];

    public List<string> Routes { get; } = [];

    /// <summary>The writes that were sent, e.g. <c>PUT /carts/1 If-Match:3 Key:k {"quantity":2}</c>.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Given instead of every answer.</summary>
    public Failure? Failing { get; set; }

    /// <summary>Answers paths that are not prepared as a service that knows nothing: no objects, or 404.</summary>
    public bool KnowsNothing { get; set; }

    public void Answer(string pathAndQuery, string json) => _answers[pathAndQuery] = json;

    /// <summary>Prepares the outcome of a write, e.g. of <c>PUT /carts/1</c>.</summary>
    public void Outcome(string methodAndPath, WriteResult<string> outcome) => _outcomes[methodAndPath] = outcome;

    /// <summary>Prepares the JSON that a write is answered with.</summary>
    public void Written(string methodAndPath, string json) => Outcome(methodAndPath, new WriteResult<string>.Done(json));

    public ValueTask<LoadResult<T>> GetAsync<T>(UpstreamPath path, JsonTypeInfo<T> type, FetchContext context)
    {
        if (Failing is { } failure)
            return ValueTask.FromResult<LoadResult<T>>(failure);

        return ValueTask.FromResult(Answered(path) is { } json ? Read(json, type) : LoadResult<T>.NotFound);
    }

    public ValueTask<LoadResult<T>[]> GetManyAsync<T>(
        UpstreamPath path, IReadOnlyList<string> keys, string keyProperty, JsonTypeInfo<T> type, FetchContext context)
    {
        if (Failing is { } failure)
            return ValueTask.FromResult(LoadResults.AllFailed<T>(keys.Count, failure));

        using var document = JsonDocument.Parse(Answered(path) ?? "[]");
        var found = document.RootElement.EnumerateArray()
            .ToDictionary(item => item.GetProperty(keyProperty).GetString()!, item => Read(item.GetRawText(), type));
        return ValueTask.FromResult(keys.Select(key => found.GetValueOrDefault(key)).ToArray());
    }

    public ValueTask<WriteResult<T>> SendAsync<T>(UpstreamWrite write, JsonTypeInfo<T> type, WriteContext context)
    {
        var what = $"{write.Method} {write.Path.PathAndQuery}";
        var ifMatch = write.IfMatch is { } version ? $" If-Match:{version}" : "";
        var key = write.IdempotencyKey is { } idempotencyKey ? $" Key:{idempotencyKey}" : "";
        var body = write.Body.IsEmpty ? "" : $" {Encoding.UTF8.GetString(write.Body.Span)}";
        Sent.Add(what + ifMatch + key + body);
        return ValueTask.FromResult(_outcomes.TryGetValue(what, out var outcome)
            ? outcome.Select(json => JsonSerializer.Deserialize(json, type)!)
            : throw new InvalidOperationException($"No outcome is prepared for '{what}'."));
    }

    private static LoadResult<T> Read<T>(string json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)!;
        }
        catch (JsonException)
        {
            return new Failure(ErrorCodes.UpstreamInvalidResponse, "Not as agreed.");
        }
    }

    private string? Answered(UpstreamPath path)
    {
        Asked.Add(path.PathAndQuery);
        Routes.Add(path.Route);
        if (_answers.TryGetValue(path.PathAndQuery, out var json))
            return json;

        return KnowsNothing ? null : throw new InvalidOperationException($"No answer is prepared for '{path.PathAndQuery}'.");
    }
}
