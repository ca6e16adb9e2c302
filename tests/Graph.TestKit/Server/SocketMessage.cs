using System.Text.Json;

namespace Graph.TestKit.Server;

/// <summary>A message from the server.</summary>
/// <param name="Type"><c>next</c>, <c>error</c>, <c>complete</c> and so on.</param>
/// <param name="Id">The operation's.</param>
/// <param name="Payload">Undefined where there is none.</param>
public sealed record SocketMessage(string Type, string? Id, JsonElement Payload)
{
    /// <summary>A value of <c>data</c> by its path, e.g. <c>inventoryChanged.available</c>.</summary>
    public JsonElement At(string path) => path.Split('.').Aggregate(Payload.GetProperty("data"), (value, step) =>
        value.ValueKind == JsonValueKind.Array ? value[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : value.GetProperty(step));

    /// <summary>Where the log is with it.</summary>
    public string Position => Payload.GetProperty("extensions").GetProperty("position").GetString()!;

    /// <summary>How many results it stands for as well.</summary>
    public int Lagged => Payload.GetProperty("extensions").TryGetProperty("lagged", out var lagged) ? lagged.GetInt32() : 0;

    /// <summary>The codes of its errors, of an <c>error</c> or a <c>next</c>.</summary>
    public IReadOnlyList<string?> Codes
    {
        get
        {
            var errors = Payload.ValueKind == JsonValueKind.Array ? Payload : Payload.TryGetProperty("errors", out var listed) ? listed : default;
            return errors.ValueKind == JsonValueKind.Array
                ? [.. errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString())]
                : [];
        }
    }

    public static SocketMessage Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var message = JsonElement.ParseValue(ref reader);
        return new SocketMessage(
            message.GetProperty("type").GetString()!,
            message.TryGetProperty("id", out var id) ? id.GetString() : null,
            message.TryGetProperty("payload", out var payload) ? payload : default);
    }
}
