using Graph.Execution.Binding;

namespace Graph.Tests.Execution;

/// <summary>A field of <c>Subscription</c> whose events are the test's own.</summary>
internal sealed class TestSubscriptionBinding(string name, Type resultType) : SubscriptionBinding(name, resultType, "Test");
