using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Subscriptions;

/// <summary>Finds where a subscription resumes.</summary>
internal sealed class ResumePoints(IInvalidationLog log, IOptions<InvalidationOptions> options)
{
    /// <param name="text">A position as <c>extensions.position</c> gave it; null to begin anew.</param>
    /// <param name="cancellation">Ends the wait until this instance has got as far.</param>
    /// <returns>Lost: what the log has said since is not to be had.</returns>
    public async ValueTask<(Position? Since, bool IsLost, Failure? Failure)> FindAsync(string? text, CancellationToken cancellation)
    {
        if (text is null)
        {
            return default;
        }

        if (!Position.TryParse(text, out var position))
        {
            return (null, false, Failure.BadInput("'since' is not a position. Send one back as extensions.position gave it."));
        }

        return await log.WaitForAsync(position, options.Value.PositionWait, cancellation) switch
        {
            PositionWait.Reached => (position, false, null),
            PositionWait.OtherEpoch => (position, true, null),
            PositionWait.BeyondTail => (null, false, new Failure(
                ErrorCodes.PositionNotReached, "'since' is beyond the end of the log: nobody has given it out.")),
            _ => (null, false, new Failure(
                ErrorCodes.PositionNotReached,
                $"This instance has not got as far as 'since' within {options.Value.PositionWait.TotalSeconds:0.###} s (Invalidation:PositionWait). Try again.")
            {
                Retryable = true,
            }),
        };
    }
}
