using Graph.Execution.Binding;

namespace Graph.Subscriptions.Invalidations;

/// <summary><c>Subscription.invalidations</c>: the graph's own, no domain's.</summary>
internal sealed class InvalidationsBinding() : SubscriptionBinding("invalidations", typeof(Invalidation), Domain)
{
    private new const string Domain = "(shared)";

    public static void AddTo(TypeRegistry types)
    {
        types.Bind("Invalidation", typeof(Invalidation), Domain);
        types.Add(types.Bind("Subscription", typeof(object), Domain), new InvalidationsBinding());
    }
}
