namespace Graph.Upstreams.Embedded;

/// <summary>What the embedded services check viewers' tokens with.</summary>
/// <param name="Value">A secret for HS256; null where tokens are signed otherwise: then the services believe what the graph passes on.</param>
internal sealed record EmbeddedSigningKey(string? Value)
{
    public override string ToString() => "(key)";
}
