using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Caching.Writes;

/// <summary>One write on its way: what the domain's call sees of it. The same for all its repetitions.</summary>
/// <param name="request">Whose write it is. Its cancellation is not the write's.</param>
/// <param name="token">The viewer's token, where the upstream is called with it.</param>
/// <param name="idempotencyKey">The key that goes along, if any.</param>
/// <param name="stopping">The end of the process.</param>
internal sealed class WriteCall(LoadRequest request, ViewerToken? token, string? idempotencyKey, CancellationToken stopping)
    : WriteContext, IViewerCall
{
    public override CancellationToken Cancellation => stopping;

    public override string? TraceId => request.TraceId;

    public override Viewer? Viewer => request.Viewer;

    public override string? IdempotencyKey => idempotencyKey;

    public ViewerToken? Token => token;
}
