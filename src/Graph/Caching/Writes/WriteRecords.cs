using Graph.Caching.Flights;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Caching.Writes;

/// <summary>Tells the log what came of one write, one record an outcome, and the cache with it. None of it ends when the request does.</summary>
internal sealed class WriteRecords<T>(WriteParts parts, WriteTarget<T> target, WritePlan<T> plan, LoadRequest request) where T : class
{
    /// <summary>The entity as it was known before the write.</summary>
    public T? Before { get; set; }

    /// <summary>Written, and the answer is the entity: announced at its version, and filled.</summary>
    public async Task WrittenAsync(T value, BatchStart start, Overlay? overlay)
    {
        var stale = new StaleRecord(parts.Ids);
        var written = Describe(value);
        if (plan.Id is { } id && written?.Id != id)
        {
            stale.Entity(plan.Source, id); // merged into another, or of an answer that cannot be read
        }

        var isCurrent = written?.Version is not null && !target.IsForgotten(written, start);
        if (written is not null)
        {
            Announce(written.Id, isCurrent ? written.Version : null, stale);
        }

        Touch(stale);
        var appended = await AppendAsync(stale, isCurrent ? written!.FenceOf(start.Mark) : null, written?.Id == plan.Id ? written?.Version : null);
        if (isCurrent && parts.Fills)
        {
            target.Fill(value, written!, appended.IsHeld ? start with { Mark = appended.At } : start, overlay, request);
        }

        target.Confirm(overlay);
    }

    /// <summary>Written, and the answer is something else: the entity is read anew.</summary>
    public async Task WrittenAsync<TAnswer>(TAnswer answer, Action<IStale, TAnswer>? touching, Overlay? overlay)
    {
        var stale = Killing();
        Touch(stale);
        Run(() => touching?.Invoke(stale, answer));
        await AppendAsync(stale);
        target.Confirm(overlay);
    }

    /// <summary>The upstream has a newer version: what is older falls, and is refused from now on.</summary>
    public async Task OvertakenAsync(long currentVersion)
    {
        var stale = new StaleRecord(parts.Ids);
        if (plan.Id is { } id)
        {
            stale.Entity(plan.Source, id, currentVersion);
        }

        await AppendAsync(stale, version: currentVersion);
    }

    /// <summary>There is nothing to write.</summary>
    public async Task AbsentAsync() => await AppendAsync(Killing());

    /// <summary>Nobody knows whether it was written: all that it would touch is read anew.</summary>
    public async Task UnknownAsync()
    {
        var stale = Killing();
        Touch(stale);
        await AppendAsync(stale);
    }

    private StaleRecord Killing()
    {
        var stale = new StaleRecord(parts.Ids);
        if (plan.Id is { } id)
        {
            stale.Entity(plan.Source, id);
        }

        return stale;
    }

    // Where the log is away (R5) the record is applied here without a place and queued, and the write's result goes to the client without a
    // position.
    private async ValueTask<Appended> AppendAsync(StaleRecord stale, Fence? fence = null, long? version = null)
    {
        var record = stale.Build();
        if (record.IsEmpty)
        {
            return default;
        }

        if (plan.Id is { } id)
        {
            target.BeforeOwnRecord(id, request);
        }

        var appended = await parts.Log.AppendAsync(record, fence, CancellationToken.None);
        request.HasUnplacedWrite |= appended.Position is null;
        if (plan.Id is { } own)
        {
            target.AfterOwnRecord(own, request, appended.At.Seq, version ?? 0);
        }

        return appended;
    }

    private void Announce(string id, long? version, StaleRecord stale) =>
        _ = plan.Id is null ? stale.Added(plan.Source, id, version) : stale.Entity(plan.Source, id, version);

    private WrittenValue? Describe(T value)
    {
        WrittenValue? written = null;
        Run(() => written = target.Describe(value, plan.Source.Id(value)));
        return written;
    }

    private void Touch(StaleRecord stale) => Run(() => plan.Touch?.Invoke(stale, Before));

    // The write is done by then: its result must get to the client.
    private void Run(Action domain)
    {
        try
        {
            domain();
        }
#pragma warning disable CA1031 // The boundary of a domain's code.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Log.TouchingThrew(parts.Logger, plan.Source.Name, HiddenDefect.Of(plan.Source, defect));
        }
    }
}
