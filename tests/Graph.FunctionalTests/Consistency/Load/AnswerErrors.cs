using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Which errors a client may be told. No failure of Redis is one; upstream failures are repeated until they end.</summary>
internal static class AnswerErrors
{
    private const string NotReached = "POSITION_NOT_REACHED";

    public static void Judge(ConsistencyClient client, Instance instance, GraphQLAnswer answer, long start, long end, string? position)
    {
        var world = client.World;
        var isNotReached = position is not null && answer.Errors.Count > 0 && answer.Errors.All(error => error.Code == NotReached);
        if (isNotReached && world.Faults.Excuse(start, end))
        {
            return;
        }

        world.Checker.Violations.Add(
            isNotReached ? Rule.PositionNotReached : Rule.ErrorToClient,
            $"{instance.Name}, asked{(position is null ? "" : $" for position {position}")}, after {CheckerOptions.Between(start, end).TotalMilliseconds:F0} ms: {answer}");
    }
}
