using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Graph.Domains.Abstractions;

namespace Graph.Upstreams.Calls;

/// <summary>Reads the array of a batch read, each object on its own, so that a bad one fails its key and no other.</summary>
internal sealed class BatchBody<T>(string keyProperty, JsonTypeInfo<T> type, Failure invalid)
{
    private readonly byte[] _keyProperty = Encoding.UTF8.GetBytes(keyProperty);
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private LoadResult<T>[] _results = [];
    private bool _lostKey;

    /// <summary>What is wrong with the first bad object; null when all are well.</summary>
    public string? Problem { get; private set; }

    /// <summary>One result for each key, in their order; keys may repeat.</summary>
    /// <exception cref="JsonException">The body is not a JSON array.</exception>
    public LoadResult<T>[] Read(ReadOnlyMemory<byte> body, IReadOnlyList<string> keys)
    {
        _results = new LoadResult<T>[keys.Count];
        _places.EnsureCapacity(keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            _places.TryAdd(keys[i], i);
        }

        ReadArray(JsonBody.WithoutMark(body).Span);

        // An object whose key cannot be read may have been that of any missing key, so none of them is known not to exist.
        var missing = _lostKey ? invalid : LoadResult<T>.NotFound;
        for (var i = 0; i < keys.Count; i++)
        {
            var result = _results[_places[keys[i]]];
            _results[i] = IsMissing(result) ? missing : result;
        }

        return _results;
    }

    private static bool IsMissing(LoadResult<T> result) => result is { IsFound: false, IsFailed: false };

    private void ReadArray(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("the body is not an array");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var key = SkipElement(ref reader);
            Add(key, body[start..(int)reader.BytesConsumed]);
        }

        reader.Read(); // throws when there is anything behind the array
    }

    /// <summary>Goes to an element's end.</summary>
    /// <returns>Its key, the last one if there are more, since of other members too the serializer takes the last; null without a
    /// readable one.</returns>
    private string? SkipElement(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? key = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            try
            {
                if (reader.ValueTextEquals(_keyProperty))
                {
                    reader.Read();
                    key = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair, or bytes that are not UTF-8.
                key = null;
            }

            reader.Skip();
        }

        return key;
    }

    private void Add(string? key, ReadOnlySpan<byte> element)
    {
        if (key is null)
        {
            _lostKey = true;
            Problem ??= $"an object has no string '{keyProperty}'";
        }
        else if (_places.TryGetValue(key, out var place) && IsMissing(_results[place]))
        {
            _results[place] = Deserialize(element);
        }
    }

    private LoadResult<T> Deserialize(ReadOnlySpan<byte> element)
    {
        try
        {
            return JsonSerializer.Deserialize(element, type)!;
        }
        catch (JsonException exception)
        {
            Problem ??= exception.Message;
            return invalid;
        }
    }
}
