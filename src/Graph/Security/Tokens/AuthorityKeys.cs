using Graph.Upstreams;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Graph.Security.Tokens;

/// <summary>Waits for the first answer of the authority; the library keeps what it says up to date from then on.</summary>
/// <remarks>The library asks again for each token as long as there is no answer, one after the other, and takes a silent authority for an
/// unknown key.</remarks>
internal sealed class AuthorityKeys(IOptions<JwtBearerOptions> bearer, TimeProvider time, ILogger<AuthorityKeys> logger)
{
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(2);

    private readonly LogThrottle _throttle = new(time);
    private readonly Lock _gate = new();
    private Task<bool>? _asking;
    private long _askedAt;

    /// <returns>False while the authority does not answer.</returns>
    public Task<bool> AreKnownAsync()
    {
        lock (_gate)
        {
            if (_asking is null || (_asking is { IsCompletedSuccessfully: true } && !IsGood(_asking) && time.GetElapsedTime(_askedAt) > BackOff))
            {
                _askedAt = time.GetTimestamp();
                _asking = AskAsync();
            }

            return _asking;
        }
    }

    private static bool IsGood(Task<bool> asked) => asked.GetAwaiter().GetResult(); // has completed

    private async Task<bool> AskAsync()
    {
        if (bearer.Value.ConfigurationManager is not { } authority)
        {
            return true;
        }

        await Task.Yield(); // out of the lock
        try
        {
            await authority.GetConfigurationAsync(CancellationToken.None);
            return true;
        }
#pragma warning disable CA1031 // Whatever the authority answers, it is not the client's fault and no defect of the graph.
        catch (Exception unanswered)
#pragma warning restore CA1031
        {
            if (_throttle.MayLog())
            {
                Log.AuthorityUnavailable(logger, bearer.Value.Authority, unanswered.GetBaseException().Message);
            }

            return false;
        }
    }
}
