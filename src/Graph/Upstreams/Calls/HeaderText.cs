namespace Graph.Upstreams.Calls;

/// <summary>What may stand in a header as it is.</summary>
internal static class HeaderText
{
    /// <summary>Printable ASCII only.</summary>
    public static bool IsSafe(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
