using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Carts;

/// <summary>One client: sends one operation after the other, and looks at each answer.</summary>
internal sealed class HammerClient(HammerWorld world, HammerViewer viewer, int number)
{
    // What a failing upstream may cost a field. Everything else is a defect of the graph.
    private static readonly string[] Expected =
        ["UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMEOUT", "UPSTREAM_INVALID_RESPONSE", "OUTCOME_UNKNOWN"];

    private int _sent;

    public HammerViewer Viewer => viewer;

    public HammerWorld World => world;

    public Random Random { get; } = new(HashCode.Combine(number, world.Seed * 31));

    /// <summary>The newest version of the own cart that this client has seen.</summary>
    public int CartVersion { get; set; } = 1;

    public string NextTraceId() => $"hammer-{world.Seed}-{number}-{++_sent}";

    public string ProductId() => $"{viewer.FirstProduct + Random.Next(HammerViewer.ProductCount)}";

    public T OneOf<T>(params T[] choices) => choices[Random.Next(choices.Length)];

    public async Task<GraphQLAnswer> SendAsync(string document, object variables, string traceId, string? token)
    {
        var headers = GraphTokens.Bearer(token);
        headers["X-Trace-Id"] = traceId;
        var answer = await world.Client.QueryAsync(document, variables, headers);
        LookForOthers(answer, traceId);
        foreach (var error in answer.Errors.Where(error => !Expected.Contains(error.Code)))
        {
            world.Findings.Add($"unexpected error {error.Code}", $"{traceId}: {document} {JsonSerializer.Serialize(variables)} → {answer}");
        }

        return answer;
    }

    public void Judge(VersionWatch watch, string key, int? version, IReadOnlyDictionary<string, int> before, string traceId)
    {
        if (version is { } read && watch.Judge(key, read, before) is { } wrong)
        {
            world.Findings.Add("went back", $"{traceId} ({viewer.Name}): {wrong}");
        }
    }

    private void LookForOthers(GraphQLAnswer answer, string traceId)
    {
        foreach (var other in world.Viewers.Where(other => other != viewer))
        {
            foreach (var secret in other.Secrets.Where(secret => answer.Body.Contains(secret, StringComparison.Ordinal)))
            {
                world.Findings.Add("another's data", $"{traceId}: {viewer.Name} sees '{secret}' of {other.Name}: {answer}");
            }
        }
    }
}
