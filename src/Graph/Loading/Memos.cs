using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>What a request has read so far, by source.</summary>
internal sealed class Memos(IReads reads)
{
    private readonly Dictionary<Source, object> _bySource = [];
    private readonly Lock _lock = new();

    public Memo<T> Of<T>(Source source) where T : class
    {
        lock (_lock)
        {
            if (!_bySource.TryGetValue(source, out var memo))
            {
                _bySource.Add(source, memo = new Memo<T>(source, reads));
            }

            return (Memo<T>)memo;
        }
    }
}
