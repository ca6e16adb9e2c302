using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Caching.Positions;

/// <summary>Lets a request in once this instance is as far as what its client has seen (R14), whichever instance has told it that.</summary>
internal sealed class PositionGate(IInvalidationLog log, IOptions<InvalidationOptions> options)
{
    private volatile Written? _last;

    /// <summary>What a client that has been answered now has seen at most.</summary>
    public string Now
    {
        get
        {
            // Most answers come between two records.
            var tail = log.Tail;
            var last = _last;
            if (last is null || last.Position != tail)
            {
                _last = last = new Written(tail, tail.ToString());
            }

            return last.Text;
        }
    }

    /// <param name="text">A position as it was given out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<PositionAdmission> EnterAsync(string text, CancellationToken cancellation)
    {
        if (!Position.TryParse(text, out var position))
        {
            return PositionAdmission.Refused(PositionRefusal.Malformed, Failure.BadInput("X-Graph-Min-Position is not a position. Send one back as X-Graph-Position gave it."));
        }

        return await log.WaitForAsync(position, options.Value.PositionWait, cancellation) switch
        {
            PositionWait.Reached => PositionAdmission.Admitted,
            PositionWait.OtherEpoch => PositionAdmission.PastCaches,
            PositionWait.BeyondTail => PositionAdmission.Refused(PositionRefusal.BeyondTail, new Failure(
                ErrorCodes.PositionNotReached, "X-Graph-Min-Position is beyond the end of the log: nobody has given it out.")),
            _ => PositionAdmission.Refused(PositionRefusal.NotReached, new Failure(
                ErrorCodes.PositionNotReached,
                $"This instance has not got as far as X-Graph-Min-Position within {options.Value.PositionWait.TotalSeconds:0.###} s (Invalidation:PositionWait). Try again.")
            {
                Retryable = true,
            }),
        };
    }

    private sealed record Written(Position Position, string Text);
}
