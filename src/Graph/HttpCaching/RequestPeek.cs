using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Graph.Caching.ResponseCache;

namespace Graph.HttpCaching;

/// <summary>Looks at the bytes of a request before anything else does: their hash tells whether the request is known.</summary>
internal static class RequestPeek
{
    /// <summary>Larger bodies are read as they come: the connection holds back what nobody has taken.</summary>
    private const int LongestBody = 65_536;

    /// <summary>The hash of a request's body, or of its query string; the body stays to be read. Null where there is none, or it is long.</summary>
    public static ValueTask<ResponseKey?> HashAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return ValueTask.FromResult(HashQuery(request.QueryString.Value));
        }

        if (request.ContentLength is 0 or > LongestBody)
        {
            return default;
        }

        var body = request.BodyReader;
        return body.TryRead(out var read) && TryHash(body, read, request.ContentLength, out var hash)
            ? ValueTask.FromResult(hash)
            : new ValueTask<ResponseKey?>(WaitAsync(body, request.ContentLength, request.HttpContext.RequestAborted));
    }

    private static async Task<ResponseKey?> WaitAsync(PipeReader body, long? length, CancellationToken gone)
    {
        while (true)
        {
            if (TryHash(body, await body.ReadAsync(gone), length, out var hash))
            {
                return hash;
            }
        }
    }

    /// <returns>False when more has to come first.</returns>
    private static bool TryHash(PipeReader body, ReadResult read, long? length, out ResponseKey? hash)
    {
        var bytes = read.Buffer;
        var isWhole = read.IsCompleted || bytes.Length == length;
        var isLong = bytes.Length > LongestBody;
        hash = !isWhole || isLong ? null : bytes.IsSingleSegment ? ResponseKey.Of(bytes.FirstSpan) : Hash(bytes);
        body.AdvanceTo(bytes.Start, isWhole || isLong ? bytes.Start : bytes.End);
        return isWhole || isLong;
    }

    private static ResponseKey Hash(ReadOnlySequence<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var segment in bytes)
        {
            hash.AppendData(segment.Span);
        }

        return ResponseKey.Read(hash.GetHashAndReset());
    }

    // A body is JSON, so none begins as a query string does.
    private static ResponseKey? HashQuery(string? query)
    {
        if (string.IsNullOrEmpty(query))
        {
            return null;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(query.Length));
        var length = Encoding.UTF8.GetBytes(query, bytes);
        var hash = ResponseKey.Of(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
