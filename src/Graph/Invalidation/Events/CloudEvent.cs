using Graph.Domains.Abstractions;

namespace Graph.Invalidation.Events;

/// <summary>One event of a delivery (CloudEvents 1.0), as far as the graph reads it.</summary>
/// <param name="Id">Unique within its source.</param>
/// <param name="Source">Who announces it, e.g. <c>/products</c>.</param>
/// <param name="Change">What it says.</param>
internal sealed record CloudEvent(string Id, string Source, ChangeEvent Change)
{
    /// <summary>By this type an upstream says that it is there; it changes nothing.</summary>
    public const string Heartbeat = "upstream.heartbeat";

    /// <summary>Letters of an id, a source or a subject.</summary>
    public const int MaxTextLength = 1_024;

    /// <summary>Letters of a type.</summary>
    public const int MaxTypeLength = 256;

    public string Type => Change.Type;
}
