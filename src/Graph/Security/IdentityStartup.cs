using Graph.Security.Tokens;

namespace Graph.Security;

/// <summary>Says at start whose tokens are taken where that may surprise, and brings the gauges.</summary>
internal sealed class IdentityStartup(TokenKeys keys, IdentityGauges gauges, ILogger<IdentityStartup> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = gauges;
        if (!keys.HasAny)
        {
            Log.AuthenticationMissing(logger);
        }
        else if (keys.IsRandom)
        {
            Log.RandomKey(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
