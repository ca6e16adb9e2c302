using Graph.Cluster;

namespace Graph.ChangeDetection;

/// <summary>How far an upstream's changes are known, by the upstream's own clock.</summary>
internal sealed class FeedMark(string name, IWatermarks shared, TimeProvider time)
{
    private DateTimeOffset? _own;

    /// <summary>When this process started, by its own clock: what it has cached is not older.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>The mark; null as long as no instance has one. What two instances have told is both in the log, so the later one holds.</summary>
    public async ValueTask<DateTimeOffset?> ReadAsync(CancellationToken cancellation) =>
        await shared.GetAsync(name, cancellation) is { } known && !(_own > known) ? known : _own;

    /// <summary>Begins with the start of this process, told by the upstream's clock.</summary>
    /// <param name="date">The upstream's time just now; null where it does not say so: then its clock is taken to be right.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<DateTimeOffset> BeginAsync(DateTimeOffset? date, CancellationToken cancellation)
    {
        var mark = date is { } known ? StartedAt + (known - time.GetUtcNow()) : StartedAt;
        await RaiseAsync(mark, cancellation);
        return mark;
    }

    public async ValueTask RaiseAsync(DateTimeOffset mark, CancellationToken cancellation)
    {
        if (_own >= mark)
        {
            return;
        }

        _own = mark;
        await shared.SetAsync(name, mark, cancellation);
    }
}
