using Graph.Caching;
using Graph.Domains.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Loading;

internal sealed class LoaderFactory(EntityCache cache, SourceRegistry sources, CursorCodec cursors, IOptions<EntityCacheOptions> options, TimeProvider time)
    : ILoaderFactory
{
    public ILoader Create(LoadRequest request) => new RequestLoader(
        options.Value.Enabled ? new CachedReads(cache, request) : new DirectReads(sources, request, time), cursors);
}
