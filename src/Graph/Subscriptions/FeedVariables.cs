using System.Text;
using System.Text.Json;

namespace Graph.Subscriptions;

/// <summary>Variables as text, the same for the same values in whatever order.</summary>
internal static class FeedVariables
{
    /// <param name="variables">An object, or nothing.</param>
    /// <param name="except">A variable that is left out; null for none.</param>
    public static string Canonical(JsonElement variables, string? except)
    {
        if (variables.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var variable in variables.EnumerateObject().Where(variable => variable.Name != except).OrderBy(variable => variable.Name, StringComparer.Ordinal))
        {
            text.Append(JsonSerializer.Serialize(variable.Name, SubscriptionJson.Default.String)).Append(':');
            Append(text, variable.Value);
            text.Append(',');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{').Append(Canonical(value, except: null)).Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
