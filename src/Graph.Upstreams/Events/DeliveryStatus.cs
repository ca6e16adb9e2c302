namespace Graph.Upstreams.Events;

internal enum DeliveryStatus
{
    /// <summary>The graph has taken it.</summary>
    Delivered,

    /// <summary>The graph is away or busy, or does not know us: the same delivery may succeed later.</summary>
    Unavailable,

    /// <summary>The graph does not want what is in it, and never will.</summary>
    Refused,
}
