using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Explaining;

/// <summary>Asks for explanations, and reads them.</summary>
internal static class Explained
{
    public static readonly IReadOnlyDictionary<string, string> Asked = new Dictionary<string, string> { ["X-Graph-Explain"] = "1" };

    public static Task<GraphQLAnswer> ExplainAsync(
        this GraphClient client, string document, object? variables = null, IReadOnlyDictionary<string, string>? headers = null) =>
        client.QueryAsync(document, variables, (headers ?? new Dictionary<string, string>()).Concat(Asked).ToDictionary());

    public static bool IsExplained(this GraphQLAnswer answer) =>
        answer.Extensions.ValueKind == JsonValueKind.Object && answer.Extensions.TryGetProperty("explain", out _);

    public static JsonElement Explanation(this GraphQLAnswer answer) =>
        answer.IsExplained() ? answer.Extensions.GetProperty("explain") : throw new InvalidOperationException($"There is no explanation in {answer}");

    public static JsonElement Response(this GraphQLAnswer answer) => answer.Explanation().GetProperty("response");

    /// <summary>What was read for a field.</summary>
    public static JsonElement Field(this GraphQLAnswer answer, string path) => answer.Explanation().GetProperty("fields").EnumerateArray()
        .Single(field => field.GetProperty("paths").EnumerateArray().Any(at => at.GetString() == path));

    /// <summary>Where its keys came from, e.g. <c>memory: 2</c>; those that none came from are left out.</summary>
    public static string From(this GraphQLAnswer answer, string path) => string.Join(", ", answer.Field(path).GetProperty("from").EnumerateObject()
        .Where(origin => origin.Value.GetInt32() > 0).Select(origin => $"{origin.Name}: {origin.Value.GetInt32()}"));

    public static IReadOnlyList<int> Batches(this GraphQLAnswer answer, string path) =>
        [.. answer.Field(path).GetProperty("batches").EnumerateArray().Select(size => size.GetInt32())];

    public static IReadOnlyList<JsonElement> Calls(this GraphQLAnswer answer) =>
        [.. answer.Explanation().GetProperty("calls").GetProperty("first").EnumerateArray()];

    public static string Text(this JsonElement report, string member) => report.GetProperty(member).ToString();

    public static IReadOnlyList<string?> Texts(this JsonElement report, string member) =>
        [.. report.GetProperty(member).EnumerateArray().Select(text => text.GetString())];
}
