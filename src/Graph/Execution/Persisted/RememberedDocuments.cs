using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Graph.Execution.Persisted;

/// <summary>Documents in memory, bounded by their number and by the bytes of their text: the one that was not used for longest makes room.</summary>
internal sealed class RememberedDocuments(int maxDocuments, long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DocumentHash, LinkedListNode<(DocumentHash Hash, string Text)>> _byHash = [];
    private readonly LinkedList<(DocumentHash Hash, string Text)> _byUse = new();
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byHash.Count;
            }
        }
    }

    /// <summary>Of text, in UTF-8.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public bool TryGet(DocumentHash hash, [NotNullWhen(true)] out string? text)
    {
        lock (_lock)
        {
            if (!_byHash.TryGetValue(hash, out var known))
            {
                text = null;
                return false;
            }

            _byUse.Remove(known);
            _byUse.AddFirst(known);
            text = known.Value.Text;
            return true;
        }
    }

    /// <summary>A text that is larger than all that there is room for is not remembered.</summary>
    public void Add(DocumentHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > maxBytes)
        {
            return;
        }

        lock (_lock)
        {
            if (_byHash.ContainsKey(hash))
            {
                return;
            }

            _byHash.Add(hash, _byUse.AddFirst((hash, text)));
            _bytes += bytes;
            while (_byHash.Count > maxDocuments || _bytes > maxBytes)
            {
                ForgetLastUnsafe();
            }
        }
    }

    private void ForgetLastUnsafe()
    {
        var (hash, text) = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _byHash.Remove(hash);
        _bytes -= Encoding.UTF8.GetByteCount(text);
    }
}
