using System.Buffers;

namespace Graph.Invalidation.Events;

/// <summary>Reads a delivery's body whole, as it was signed, but never more than allowed.</summary>
internal static class EventBody
{
    /// <returns>Null when the body is larger.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > limit || read.IsCompleted)
            {
                var bytes = read.Buffer.Length > limit ? null : read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
