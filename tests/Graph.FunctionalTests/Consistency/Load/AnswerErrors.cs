using System.Globalization;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit.Register;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Which errors a client may be told. No failure of Redis is one; upstream failures are repeated until they end.</summary>
internal static class AnswerErrors
{
    private const string NotReached = "POSITION_NOT_REACHED";
    private const string Stale = "UPSTREAM_STALE";

    /// <param name="client">Who was told.</param>
    /// <param name="instance">By whom.</param>
    /// <param name="answer">What; with errors, or no answer to the question at all.</param>
    /// <param name="keyOf">Which key an error is about, by its path; null for none.</param>
    /// <param name="read">When it was asked and answered, and what for.</param>
    public static void Judge(
        ConsistencyClient client, Instance instance, GraphQLAnswer answer, Func<string, string?> keyOf, (long Start, long End, string? Position) read)
    {
        var world = client.World;
        if (answer.Errors.Count == 0)
        {
            Add(Rule.ErrorToClient, histories: "");
        }

        foreach (var error in answer.Errors)
        {
            var key = keyOf(error.Path);
            if (error.Code == NotReached && read.Position is not null)
            {
                if (!world.Faults.Excuse(read.Start, read.End))
                {
                    Add(Rule.PositionNotReached, histories: "");
                }
            }
            else if (error.Code != Stale || key is null || !world.Deletions.Any(key, read.Start, read.End))
            {
                Add(Rule.ErrorToClient, key is null ? "" : world.Checker.Tell(key, "so far"));
            }
        }

        void Add(Rule rule, string histories)
        {
            var took = CheckerOptions.Between(read.Start, read.End).TotalMilliseconds;
            world.Checker.Violations.Add(
                rule, $"{instance.Name}, asked for position {read.Position ?? "none"}, after {took:F0} ms: {(int)answer.StatusCode} {Told(answer)}{Environment.NewLine}{histories}");
        }
    }

    private static string Told(GraphQLAnswer answer) => answer.Errors.Count == 0 ? answer.Body : string.Join(
        "; ", answer.Errors.Select(error => $"{error.Code} at {error.Path} ({error.TraceId}): {error.Message}"));

    /// <summary>Of <c>productsById.3.inventory</c> the stock of the fourth product asked for.</summary>
    public static string? KeyOf(string path, IReadOnlyList<string> productIds)
    {
        if (path.Split('.') is not ["productsById", var index, .. var rest])
        {
            return null;
        }

        var id = productIds[int.Parse(index, CultureInfo.InvariantCulture)];
        return rest is ["inventory", ..] ? RegisterKeys.Inventory(id) : rest is ["reviews", ..] ? RegisterKeys.Reviews(id) : RegisterKeys.Product(id);
    }
}
