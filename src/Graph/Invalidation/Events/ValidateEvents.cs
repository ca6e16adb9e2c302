using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>Finds a previous secret without a present one: with it alone, the endpoint would take unsigned events in Development, and none elsewhere.</summary>
internal sealed class ValidateEvents : IValidateOptions<EventsOptions>
{
    public ValidateOptionsResult Validate(string? name, EventsOptions options) => options is { PreviousSecret: not null, Secret: null }
        ? ValidateOptionsResult.Fail($"{EventsOptions.SectionName}:{nameof(options.PreviousSecret)} is set without "
            + $"{EventsOptions.SectionName}:{nameof(options.Secret)}, the one that deliveries are signed with from now on.")
        : ValidateOptionsResult.Success;
}
