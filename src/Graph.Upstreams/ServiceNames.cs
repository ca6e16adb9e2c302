namespace Graph.Upstreams;

/// <summary>The seven services; a service's name is the first segment of its paths and, with a slash, the source of its events.</summary>
internal static class ServiceNames
{
    public static readonly string[] All = ["products", "inventory", "reviews", "users", "carts", "recommendations", "analytics"];

    /// <summary>The service that a request is for; null for the program's own endpoints.</summary>
    public static string? Of(HttpRequest request)
    {
        var path = request.Path.Value.AsSpan().TrimStart('/');
        var end = path.IndexOf('/');
        var segment = end < 0 ? path : path[..end];
        foreach (var name in All)
        {
            if (segment.Equals(name, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }
}
