using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Reads of random sets of keys.</summary>
internal static class ClientReads
{
    private const string ReviewFields = "{ id version body }";

    private const string ReviewsField = $"reviews(first: 2) {{ totalCount averageRating nodes {ReviewFields} }}";

    private const string InventoryField = "inventory { version available warehouse }";

    private static readonly string[] Parts = ["", InventoryField, ReviewsField, $"{InventoryField} {ReviewsField}"];

    public static async Task RunAsync(ConsistencyClient client, Instance instance)
    {
        var position = client.Position();
        if (client.Random.Next(8) == 0)
        {
            var reviewId = client.ProductId() + (client.Random.Next(2) == 0 ? "a" : "b");
            await ReadAsync(client, instance, $"query($id: ID!) {{ review(id: $id) {ReviewFields} }}", new { id = reviewId }, [], [reviewId], position);
            return;
        }

        var ids = client.ProductIds(client.Random.Next(3) == 0 ? 1 : client.Random.Next(2, 7));
        await ReadProductsAsync(client, instance, ids, Parts[client.Random.Next(Parts.Length)], position);
    }

    /// <summary>Everything that there is.</summary>
    public static async Task EverythingAsync(ConsistencyClient client, Instance instance)
    {
        foreach (var ids in client.World.Truth.ProductIds.Chunk(20))
        {
            await ReadProductsAsync(client, instance, ids, Parts[^1], position: null);
        }
    }

    private static Task ReadProductsAsync(ConsistencyClient client, Instance instance, IReadOnlyList<string> ids, string parts, string? position) =>
        ReadAsync(client, instance, $"query($ids: [ID!]!) {{ productsById(ids: $ids) {{ id version name {parts} }} }}", new { ids }, ids, [], position);

    private static async Task ReadAsync(
        ConsistencyClient client, Instance instance, string document, object variables,
        IReadOnlyList<string> productIds, IReadOnlyList<string> reviewIds, string? position)
    {
        var world = client.World;
        Dictionary<string, string> headers = position is null ? [] : new(StringComparer.Ordinal) { ["X-Graph-Min-Position"] = position };
        var start = TimeProvider.System.GetTimestamp();
        var touch = position is not null && world.Positions.MayPassCaches(instance.Name, position)
            ? world.Checker.Touches.Begin(start, AnsweredKeys.Asked(productIds, reviewIds))
            : null;
        var answer = await client.AskAsync(instance, graph => graph.QueryAsync(document, variables, headers), document);
        var end = TimeProvider.System.GetTimestamp();
        touch?.EndAt(end);
        if (answer is null)
        {
            return;
        }

        CountTime(world, start, end, position);
        if (answer.Errors.Count > 0 || (int)answer.StatusCode != 200)
        {
            AnswerErrors.Judge(client, instance, answer, path => AnswerErrors.KeyOf(path, productIds), (start, end, position));
            return;
        }

        var told = answer.Headers.GetValueOrDefault("X-Graph-Position");
        foreach (var (key, version) in AnsweredKeys.Of(answer, productIds, reviewIds, wrong => world.Checker.Violations.Add(Rule.Invented, $"{instance.Name}: {wrong} in {answer}")))
        {
            world.Checker.Judge(new KeyRead(instance.Name, key, version, start, end, position));
            Compare(client, key, version, position, told);
        }
    }

    private static void Compare(ConsistencyClient client, string key, int? version, string? carried, string? told)
    {
        if (version is not { } read || told is null)
        {
            return;
        }

        if (client.Seen.TryGetValue(key, out var seen) && read < seen.Version)
        {
            if (string.CompareOrdinal(carried, seen.Position) >= 0)
            {
                client.World.CountOlderThanReadElsewhere();
            }

            return;
        }

        client.Seen[key] = (read, told);
    }

    private static void CountTime(ConsistencyWorld world, long start, long end, string? position)
    {
        var took = CheckerOptions.Between(start, end);
        world.Latencies.Add(took);
        if (position is null && world.Faults.HungAt(start))
        {
            world.LatenciesInHangs.Add(took);
        }
    }
}
