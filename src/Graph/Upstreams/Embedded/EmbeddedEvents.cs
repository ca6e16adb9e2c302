namespace Graph.Upstreams.Embedded;

/// <summary>How this graph takes change events.</summary>
/// <param name="Path">Where, such as <c>/events</c>.</param>
/// <param name="Secret">What deliveries have to be signed with; null: none is configured.</param>
/// <param name="TakesUnsigned">Whether it takes them without a secret, from this machine.</param>
internal sealed record EmbeddedEvents(string Path, string? Secret, bool TakesUnsigned)
{
    public override string ToString() => Path;
}
