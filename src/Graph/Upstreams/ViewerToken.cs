namespace Graph.Upstreams;

/// <summary>A viewer's bearer token on its way to an upstream. Kept for the request alone, and never shown.</summary>
internal sealed class ViewerToken(string value)
{
    /// <summary>Only for the header <c>Authorization</c>.</summary>
    public string Reveal() => value;

    public override string ToString() => "(token)";
}
