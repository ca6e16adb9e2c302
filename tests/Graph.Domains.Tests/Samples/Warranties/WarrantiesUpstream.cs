using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Samples.Warranties;

internal sealed class WarrantiesUpstream(IUpstream upstream)
{
    public ValueTask<LoadResult<Warranty>[]> GetManyAsync(IReadOnlyList<string> productIds, FetchContext context) =>
        upstream.GetManyAsync(
            UpstreamPath.Of("/warranties").With("productIds", productIds), productIds, "productId",
            WarrantiesJson.Default.Warranty, context);
}
