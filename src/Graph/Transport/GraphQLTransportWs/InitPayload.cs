using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>The payload of <c>connection_init</c>: what would be headers, since a browser's socket can have none.</summary>
internal static class InitPayload
{
    private const string Authorization = "Authorization";

    /// <returns>As the values of the header, so that the same checks hold: none without it; more than one, and what is no text, are
    /// malformed. Null when a text is no Unicode.</returns>
    public static StringValues? AuthorizationOf(JsonElement payload)
    {
        try
        {
            return Read(payload);
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair, which JSON's grammar lets pass
        }
    }

    private static StringValues Read(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        var values = StringValues.Empty;
        foreach (var member in payload.EnumerateObject())
        {
            if (member.Name.Equals(Authorization, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind != JsonValueKind.Null)
            {
                values = StringValues.Concat(values, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : "");
            }
        }

        return values;
    }
}
