using Graph.Cluster;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>Finds a stream without a Redis, and a previous secret without a present one: with it alone, the endpoint would take unsigned events in Development, and none elsewhere.</summary>
internal sealed class ValidateEvents(IOptions<RedisOptions> redis) : IValidateOptions<EventsOptions>
{
    public ValidateOptionsResult Validate(string? name, EventsOptions options) => options.Stream is not null && redis.Value.Configuration is null
        ? ValidateOptionsResult.Fail($"{EventsOptions.SectionName}:{nameof(options.Stream)} names a Redis Stream, but Redis:Configuration names no Redis.")
        : options is { PreviousSecret: not null, Secret: null }
        ? ValidateOptionsResult.Fail($"{EventsOptions.SectionName}:{nameof(options.PreviousSecret)} is set without "
            + $"{EventsOptions.SectionName}:{nameof(options.Secret)}, the one that deliveries are signed with from now on.")
        : ValidateOptionsResult.Success;
}
