namespace Graph.HttpCaching;

/// <summary>How the bytes of a response are sent (RFC 9110, 8.4).</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}
