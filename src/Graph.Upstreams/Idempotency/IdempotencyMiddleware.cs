using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Upstreams.Idempotency;

/// <summary>Reads the Idempotency-Key of a POST. The answers themselves are kept by the write, in its transaction.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    public async Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length > 0 && HttpMethods.IsPost(context.Request.Method))
        {
            if (key.Length > MaxLength)
                throw new BadHttpRequestException($"{Header} is at most {MaxLength} characters long.");
            context.Features.Set(new IdempotencyKey(key, await FingerprintAsync(context)));
        }

        await next(context);
    }

    private static async Task<byte[]> FingerprintAsync(HttpContext context)
    {
        var request = context.Request;
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));

        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
                hash.AppendData(buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
