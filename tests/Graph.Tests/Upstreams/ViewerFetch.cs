using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Tests.Upstreams;

/// <summary>A fetch that is one viewer's.</summary>
internal sealed class ViewerFetch(string? token) : FetchContext, IViewerCall
{
    public override CancellationToken Cancellation => CancellationToken.None;

    public override string? TraceId => null;

    public ViewerToken? Token => token is null ? null : new ViewerToken(token);

    public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values)
    {
    }
}
