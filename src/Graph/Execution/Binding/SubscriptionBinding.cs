namespace Graph.Execution.Binding;

/// <summary>A field of <c>Subscription</c>: what it watches, and how its value is read. Who hears of it, and when, is not its business.</summary>
internal abstract class SubscriptionBinding(string name, Type resultType, string domain) : FieldBinding(name, resultType, domain);
