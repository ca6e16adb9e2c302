namespace Graph.Upstreams.Embedded;

/// <summary>Finds where a server can be reached from its own machine, by plain HTTP.</summary>
internal static class LoopbackAddress
{
    private const string Localhost = "localhost";

    /// <param name="addresses">What the server says of where it listens, such as <c>http://[::]:5000</c>.</param>
    /// <returns>Null where none will do.</returns>
    public static Uri? Of(IEnumerable<string> addresses)
    {
        var all = addresses.Select(Parse).OfType<BindingAddress>().ToArray();
        var found = Array.Find(all, address => IsLoopback(address.Host)) ?? Array.Find(all, address => IsAny(address.Host));
        return found is null ? null : new Uri($"http://{(IsAny(found.Host) ? Localhost : found.Host)}:{found.Port}{found.PathBase}");
    }

    private static BindingAddress? Parse(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Scheme == Uri.UriSchemeHttp && !parsed.IsUnixPipe && !parsed.IsNamedPipe ? parsed : null;
        }
        catch (FormatException)
        {
            return null; // another server's way of saying it
        }
    }

    private static bool IsLoopback(string host) => Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var address) && address.IsLoopback;

    private static bool IsAny(string host) => host is "+" or "*" or "0.0.0.0" or "[::]";
}
