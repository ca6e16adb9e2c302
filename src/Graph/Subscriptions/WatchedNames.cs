namespace Graph.Subscriptions;

/// <summary>The names that one feed listens to.</summary>
internal sealed class WatchedNames(Topics topics, Feed feed)
{
    private readonly Lock _gate = new();
    private HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isClosed;

    /// <summary>Listens to one more.</summary>
    public void Add(string name)
    {
        lock (_gate)
        {
            if (!_isClosed && _names.Add(name))
            {
                topics.Add(name, feed);
            }
        }
    }

    /// <summary>Listens to these, and to nothing else; to what is new before it lets go of what is not in it.</summary>
    public void Set(IEnumerable<string> names)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            var next = new HashSet<string>(names, StringComparer.Ordinal);
            foreach (var name in next.Where(name => !_names.Contains(name)))
            {
                topics.Add(name, feed);
            }

            foreach (var name in _names.Where(name => !next.Contains(name)))
            {
                topics.Remove(name, feed);
            }

            _names = next;
        }
    }

    /// <summary>Listens to nothing any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var name in _names)
            {
                topics.Remove(name, feed);
            }

            _names.Clear();
        }
    }
}
