using System.Globalization;
using Graph.FunctionalTests.Carts;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit.Register;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Writes through the graph: whoever carries their position sees them, wherever it asks.</summary>
internal static class ClientMutations
{
    private const string Adjust =
        "mutation($input: AdjustInventoryInput!) { adjustInventory(input: $input) { inventory { version } errors { __typename message } } }";

    private const string Update =
        "mutation($input: UpdateProductInput!) { updateProduct(input: $input) { product { version } errors { __typename message } } }";

    private const string AddReview =
        "mutation($input: AddReviewInput!) { addReview(input: $input) { review { id } errors { __typename message } } }";

    public static Task RunAsync(ConsistencyClient client, Instance instance)
    {
        var id = client.ProductId();
        return client.Random.Next(5) switch
        {
            < 2 => WriteAsync(client, instance, Adjust, new { productId = id, delta = 1 }, RegisterKeys.Inventory(id), answer =>
                answer.Int("adjustInventory.inventory.version")),
            < 4 => WriteAsync(client, instance, Update, new { id, description = "another one" }, RegisterKeys.Product(id), answer =>
                answer.Int("updateProduct.product.version")),
            _ => WriteAsync(client, instance, AddReview, new { productId = id, rating = 5, body = "Good." }, RegisterKeys.Reviews(id), answer =>
                answer.Text("addReview.review.id") is { } added ? int.Parse(added.Split('@')[1], CultureInfo.InvariantCulture) : null),
        };
    }

    private static async Task WriteAsync(
        ConsistencyClient client, Instance instance, string document, object input, string key, Func<GraphQLAnswer, int?> stateOf)
    {
        var world = client.World;
        var start = TimeProvider.System.GetTimestamp();
        var touch = world.Checker.Touches.Begin(start, key);
        var answer = await client.AskAsync(instance, graph => graph.QueryAsync(document, new { input }, GraphTokens.Bearer(instance.Token)), document);
        var end = TimeProvider.System.GetTimestamp();
        touch.EndAt(end);
        if (answer is null)
        {
            return;
        }

        world.CountMutation();
        if (answer.Errors.Count > 0 || (int)answer.StatusCode != 200)
        {
            AnswerErrors.Judge(client, instance, answer, _ => key, (start, end, Position: null));
        }
        else if (stateOf(answer) is { } state)
        {
            var position = answer.Headers.GetValueOrDefault("X-Graph-Position");
            world.Checker.Acknowledge(new Acknowledgement(instance.Name, key, state, start, end, position, IsMutation: true));
        }
    }
}
