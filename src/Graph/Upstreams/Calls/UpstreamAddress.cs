using System.Diagnostics.CodeAnalysis;

namespace Graph.Upstreams.Calls;

/// <summary>Puts a path behind a base address.</summary>
internal static class UpstreamAddress
{
    /// <summary>Keeps a path that the base address has, which relative resolution (RFC 3986, 5.2.2) would drop.</summary>
    /// <returns>False when a segment is empty, <c>.</c> or <c>..</c>: an id like that would turn <c>/users/{id}/orders</c>
    /// into another resource (RFC 3986, 5.2.4), so it names nothing and is never sent.</returns>
    public static bool TryCombine(Uri baseAddress, string pathAndQuery, [NotNullWhen(true)] out Uri? address)
    {
        var path = pathAndQuery.AsSpan();
        path = path[..(path.IndexOf('?') is var query and >= 0 ? query : path.Length)];
        foreach (var range in path[1..].Split('/'))
        {
            if (path[1..][range] is "" or "." or "..")
            {
                address = null;
                return false;
            }
        }

        address = new Uri(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + pathAndQuery);
        return true;
    }
}
