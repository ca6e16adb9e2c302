using System.Globalization;
using System.Text.Json;
using Graph.TestKit.Server;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Carts;

/// <summary>Reads answers of which any part may be null.</summary>
internal static class Answers
{
    /// <summary>What stands at a path, null where it or anything above it is null or missing.</summary>
    public static JsonElement? Find(this GraphQLAnswer answer, string path)
    {
        JsonElement? found = answer.Data;
        foreach (var step in path.Split('.'))
        {
            found = Step(found!.Value, step);
            if (found is null)
            {
                return null;
            }
        }

        return found;
    }

    public static int? Int(this GraphQLAnswer answer, string path) => answer.Find(path)?.GetInt32();

    public static string? Text(this GraphQLAnswer answer, string path) => answer.Find(path)?.GetString();

    /// <summary>A cart's items as <see cref="CartReplay.Text"/> has them.</summary>
    public static string Items(JsonElement items) => CartReplay.Text(items.EnumerateArray().Select(item =>
        KeyValuePair.Create(item.GetProperty("productId").GetString()!, item.GetProperty("quantity").GetInt32())));

    /// <summary>What the answer says of one field of <c>Mutation</c>.</summary>
    public static Told ToldOf(this GraphQLAnswer answer, string field)
    {
        if (answer.Errors.FirstOrDefault(error => error.Path == field || error.Path.Length == 0) is { } failed)
        {
            return failed.Code is "OUTCOME_UNKNOWN" or "REQUEST_TIMEOUT" ? Told.Unknown : Told.NotDone;
        }

        return answer.Find(field) is null ? Told.Unknown
            : answer.Find($"{field}.errors")!.Value.GetArrayLength() == 0 ? Told.Done : Told.NotDone;
    }

    private static JsonElement? Step(JsonElement value, string step) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty(step, out var member) && member.ValueKind != JsonValueKind.Null => member,
        JsonValueKind.Array when int.Parse(step, CultureInfo.InvariantCulture) is var index && index < value.GetArrayLength() => value[index],
        _ => null,
    };
}
