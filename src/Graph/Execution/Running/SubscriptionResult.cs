using Graph.Execution.Results;

namespace Graph.Execution.Running;

/// <summary>A subscription that can be run, or why not.</summary>
internal sealed record SubscriptionResult(PreparedSubscription? Subscription, IReadOnlyList<GraphError> Errors);
