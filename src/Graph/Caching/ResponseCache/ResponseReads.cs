using Graph.Invalidation;

namespace Graph.Caching.ResponseCache;

/// <summary>Everything that one execution has read, with the log's count at its start (R15).</summary>
/// <param name="seq">The count; taken BEFORE the execution begins.</param>
internal sealed class ResponseReads(long seq) : IReadObserver
{
    private readonly List<ReadBatch> _batches = [];
    private int _count;

    /// <summary>The log's count when the execution began.</summary>
    public long Seq => seq;

    /// <summary>How many values were read. Those of two reads of one key count twice.</summary>
    public int Count => _count;

    /// <summary>Once the execution is over.</summary>
    public IReadOnlyList<ReadBatch> Batches => _batches;

    /// <summary>Whether the cache keeps all that was read: then it is known how long it is of use.</summary>
    public bool AreKept { get; private set; } = true;

    public void Before(CachedSource source, IReadOnlyList<ReadKey> keys)
    {
        // judged afterwards
    }

    public void After(ReadBatch batch)
    {
        var areKept = Array.TrueForAll(batch.Reads, read => read.Entry is not null);
        lock (_batches)
        {
            _batches.Add(batch);
            _count += batch.Reads.Length;
            AreKept &= areKept;
        }
    }

    /// <summary>Whether no record has touched anything of it since the execution began, and nobody has been given a newer value. By the count
    /// alone: this instance's own appends run ahead of what it has read, and would prove too much (S31).</summary>
    public bool AreCurrent(InvalidationIndex index)
    {
        var start = new Mark(Position.Lowest, seq);
        foreach (var batch in _batches)
        {
            for (var i = 0; i < batch.Reads.Length; i++)
            {
                var read = batch.Reads[i];
                if (index.IsDead(batch.NameOf(i), read.Tags, start, read.Entry?.Version ?? read.Landed?.Version)
                    || (read.Entry is { } entry && !batch.Source.IsLatest(batch.PlaceOf(i), entry)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
