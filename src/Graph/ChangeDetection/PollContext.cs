using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.ChangeDetection;

/// <summary>One call of a feed. It is nobody's, carries no token, and what it brings is not kept: only the reads' own calls fill caches.</summary>
internal sealed class PollContext(CancellationToken cancellation) : FetchContext, IPollCall
{
    public override CancellationToken Cancellation => cancellation;

    public override string? TraceId => null;

    /// <summary>The upstream's own time at its answer; null where it does not say so.</summary>
    public DateTimeOffset? Date { get; private set; }

    public void AnsweredAt(DateTimeOffset date) => Date = date;

    public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values)
    {
        // A feed has no start that anything could be judged by.
    }
}
