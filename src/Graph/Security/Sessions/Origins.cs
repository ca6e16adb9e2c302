namespace Graph.Security.Sessions;

/// <summary>Origins as browsers write them (RFC 6454, 6.2).</summary>
internal static class Origins
{
    /// <returns>Scheme, host and port in one spelling; null for what is no origin, as <c>null</c> or an address with a path.</returns>
    public static string? Normalize(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0 && !text.EndsWith('/') && address.PathAndQuery == "/" && address.Fragment.Length == 0
            ? address.GetLeftPart(UriPartial.Authority).ToLowerInvariant()
            : null;
}
