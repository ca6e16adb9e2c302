using System.Net;
using System.Net.Http.Headers;

namespace Graph.Upstreams.Calls;

/// <summary>The body of one attempt to write, and the witness of whether it went out.</summary>
/// <remarks>
/// A write without a body has one too, of no bytes: a request that has no content at all is sent once more by SocketsHttpHandler, unseen,
/// when the pooled connection that it went out on turns out to be closed; one whose content has begun is not.
/// The handler asks for the content once it has a connection, and before it sends anything. So what failed earlier never left the graph.
/// </remarks>
internal sealed class WriteContent : HttpContent
{
    private readonly UpstreamCall _call;
    private readonly ReadOnlyMemory<byte> _body;

    public WriteContent(UpstreamCall call, ReadOnlyMemory<byte> body)
    {
        (_call, _body) = (call, body);
        if (!body.IsEmpty)
        {
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.BeginSending();
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
