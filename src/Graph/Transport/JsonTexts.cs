using System.Text.Json;

namespace Graph.Transport;

/// <summary>Finds text that is no Unicode before anything reads it, while the answer can still be a plain refusal.</summary>
internal static class JsonTexts
{
    /// <returns>Null for what is no Unicode.</returns>
    public static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">Half of a surrogate pair: JSON's grammar lets it pass, but it is no text.</exception>
    public static void Check(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Check(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Check(member.Value);
                }

                break;
        }
    }
}
