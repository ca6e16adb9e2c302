namespace Graph.Caching.ResponseCache;

/// <summary>What transports have made of a response, so that it is made once: compressed bytes, and headers.</summary>
internal sealed class Forms
{
    private volatile byte[]? _gzip;
    private volatile byte[]? _brotli;
    private volatile object? _headers;

    public byte[]? Gzip
    {
        get => _gzip;
        set => _gzip = value;
    }

    public byte[]? Brotli
    {
        get => _brotli;
        set => _brotli = value;
    }

    /// <summary>Its headers; the transport's own type.</summary>
    public object? Headers
    {
        get => _headers;
        set => _headers = value;
    }
}
