namespace Graph.Upstreams.Events;

/// <summary>What became of one delivery.</summary>
internal sealed record Delivery(DeliveryStatus Status, string Reason, TimeSpan? RetryAfter = null);
