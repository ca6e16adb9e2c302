using System.Text.Json;

namespace Graph.Execution.Persisted;

/// <summary>The two ways in which build tools write many documents into one file of JSON.</summary>
internal static class OperationList
{
    private const string ApolloFormat = "apollo-persisted-query-manifest";
    private const string Shape = "it must be an object of texts by their hash, or have the \"format\" \"" + ApolloFormat + "\" and its \"operations\"";

    /// <param name="root">The file.</param>
    /// <param name="complain">Takes what is wrong with it.</param>
    public static IEnumerable<(string Id, string Text)> Read(JsonElement root, Action<string> complain)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            complain(Shape);
            return [];
        }

        return root.TryGetProperty("format", out var format) ? ReadManifest(root, format, complain) : ReadMap(root, complain);
    }

    private static IEnumerable<(string Id, string Text)> ReadMap(JsonElement root, Action<string> complain)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                yield return (member.Name, member.Value.GetString()!);
            }
            else
            {
                complain($"'{member.Name}' is no text");
            }
        }
    }

    private static IEnumerable<(string Id, string Text)> ReadManifest(JsonElement root, JsonElement format, Action<string> complain)
    {
        if (format.ValueKind != JsonValueKind.String || !format.ValueEquals(ApolloFormat)
            || !root.TryGetProperty("operations", out var operations) || operations.ValueKind != JsonValueKind.Array)
        {
            complain(Shape);
            yield break;
        }

        var number = 0;
        foreach (var operation in operations.EnumerateArray())
        {
            number++;
            if (TextOf(operation, "id") is { } id && TextOf(operation, "body") is { } body)
            {
                yield return (id, body);
            }
            else
            {
                complain($"operation {number} needs an \"id\" and a \"body\", both texts");
            }
        }
    }

    private static string? TextOf(JsonElement operation, string member) =>
        operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
