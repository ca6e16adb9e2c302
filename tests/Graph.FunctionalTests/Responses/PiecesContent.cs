using System.Net;
using System.Net.Http.Headers;

namespace Graph.FunctionalTests.Responses;

/// <summary>A JSON body that is sent in pieces of one byte, each on its way before the next one is written.</summary>
internal sealed class PiecesContent : HttpContent
{
    private readonly byte[] _body;

    public PiecesContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Headers.ContentLength = body.Length;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var i = 0; i < _body.Length; i++)
        {
            await stream.WriteAsync(_body.AsMemory(i, 1));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
