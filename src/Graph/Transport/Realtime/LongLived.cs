using Graph.Domains.Abstractions;
using Graph.Execution;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Graph.Transport.Realtime;

/// <summary>What sets requests apart that stay open.</summary>
internal static class LongLived
{
    /// <summary>Takes them out of what is meant for requests that end soon.</summary>
    public static void Prepare(HttpContext context)
    {
        // How long a client stays says nothing of how fast the server answers.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.MetricsDisabled = true;
        }

        // A client that takes nothing is SendTimeout's business; the server would cut it for its bytes a second, and count it nowhere.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    /// <summary>The answer to one that finds no place.</summary>
    public static RequestRefusal Refusal(bool isStopping, string what, string setting, LimitOptions limits)
    {
        var message = isStopping
            ? "The server is stopping; connect again."
            : $"Too many {what} are open ({setting}); try again later.";
        return new RequestRefusal(StatusCodes.Status503ServiceUnavailable, ErrorCodes.Overloaded, message) { RetryAfter = limits.RetryAfter };
    }
}
