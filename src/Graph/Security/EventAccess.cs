using Graph.Invalidation.Events;
using Microsoft.Extensions.Options;

namespace Graph.Security;

/// <summary>Lets through to the events endpoint whose signature it can check, or, in Development without a secret, who is on this machine.</summary>
internal sealed class EventAccess(IOptions<EventsOptions> options, IHostEnvironment environment) : IEndpointFilter
{
    // Not 401: without a secret there is no signature that could open it.
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        options.Value.Secret is not null || (environment.IsDevelopment() && LoopbackCallers.Include(context.HttpContext))
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.NotFound());
}
