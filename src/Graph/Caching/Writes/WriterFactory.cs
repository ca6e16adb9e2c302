using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Caching.Writes;

internal sealed class WriterFactory(
    EntityCache cache,
    IInvalidationLog log,
    SecretIds ids,
    IOptions<EntityCacheOptions> options,
    ILogger<WriterFactory> logger,
    IHostApplicationLifetime lifetime) : IWriterFactory
{
    private readonly WriteParts _parts = new(log, ids, options.Value.Enabled, logger, lifetime.ApplicationStopping);

    public IWriter Create(LoadRequest request) => new Writer(_parts, cache, request);
}
