using Graph.Caching.Memory;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Caching.ResponseCache;

/// <summary>When responses begin, and how long they are of use.</summary>
internal sealed class ResponseTimes(InvalidationIndex index, Pulse pulse, IOptions<ResponseCacheOptions> options, TimeProvider time)
{
    private readonly long _fallback = (long)(pulse.FallbackTtl.TotalSeconds * time.TimestampFrequency);
    private readonly long _backOff = (long)(options.Value.RevalidateBackOff.TotalSeconds * time.TimestampFrequency);

    /// <summary>To be taken before an execution begins (R15).</summary>
    public ResponseReads Begin() => new(index.Seq);

    /// <summary>How long a response is of use that was made of what was read; all of it is kept.</summary>
    public ResponseLife LifeOf(ResponseReads reads)
    {
        var life = new LifeOfReads(_fallback);
        foreach (var batch in reads.Batches)
        {
            foreach (var read in batch.Reads)
            {
                life.Add(batch.Source, read.Entry!);
            }
        }

        return life.Life;
    }

    /// <summary>The times that hold at this moment.</summary>
    public EntryTimes TimesOf(ResponseLife life) => life.At(time.GetTimestamp(), pulse);

    public ResponseAge AgeOf(ResponseLife life)
    {
        var now = time.GetTimestamp();
        var times = life.At(now, pulse);
        return now < times.StaleAt ? ResponseAge.Fresh : now < times.ExpireAt ? ResponseAge.Stale : ResponseAge.Expired;
    }

    /// <summary>Whether it is time to make a stale response anew.</summary>
    public bool IsDue(CachedResponse stale) => stale.IsDueForMaking(time.GetTimestamp());

    /// <summary>Takes the right to do so.</summary>
    public bool TryBeginMaking(CachedResponse stale) => stale.TryBeginMaking(time.GetTimestamp());

    /// <summary>Gives it back; for a while nobody takes it.</summary>
    public void EndMaking(CachedResponse stale) => stale.EndMaking(time.GetTimestamp() + _backOff);
}
