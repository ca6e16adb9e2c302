using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graph.Domains.Abstractions;

namespace Graph.Upstreams.Calls;

/// <summary>Reads the array of a batch read, each object on its own, so that a bad one fails its key and no other.</summary>
internal sealed class BatchBody<T>(string keyProperty, JsonTypeInfo<T> type, Failure invalid)
{
    private readonly Dictionary<string, LoadResult<T>> _results = new(StringComparer.Ordinal);
    private bool _lostKey;

    /// <summary>What is wrong with the first bad object; null when all are well.</summary>
    public string? Problem { get; private set; }

    /// <summary>One result for each key, in their order.</summary>
    /// <exception cref="JsonException">The body is not a JSON array.</exception>
    public LoadResult<T>[] Read(ReadOnlyMemory<byte> body, IReadOnlyList<string> keys)
    {
        using var document = JsonDocument.Parse(JsonBody.WithoutMark(body));
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("the body is not an array");
        }

        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            Add(element, wanted);
        }

        // An object whose key cannot be read may have been that of any missing key, so none of them is known not to exist.
        var missing = _lostKey ? invalid : LoadResult<T>.NotFound;
        return [.. keys.Select(key => _results.GetValueOrDefault(key, missing))];
    }

    private void Add(JsonElement element, HashSet<string> wanted)
    {
        if (KeyOf(element) is not { } key)
        {
            _lostKey = true;
            Problem ??= $"an object has no string '{keyProperty}'";
        }
        else if (wanted.Contains(key) && !_results.ContainsKey(key))
        {
            _results.Add(key, Deserialize(element));
        }
    }

    private string? KeyOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(keyProperty, out var key)
                && key.ValueKind == JsonValueKind.String ? key.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            return null;
        }
    }

    private LoadResult<T> Deserialize(JsonElement element)
    {
        try
        {
            return element.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            Problem ??= exception.Message;
            return invalid;
        }
    }
}
