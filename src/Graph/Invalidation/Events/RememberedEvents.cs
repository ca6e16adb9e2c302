using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>The last events that have been applied, by source and id, so that a repeated one is known. The oldest is forgotten first.</summary>
internal sealed class RememberedEvents(IOptions<EventsOptions> options)
{
    private readonly int _window = options.Value.DedupWindow;
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<UInt128> _byAge = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>Stands for source and id: as a hash, so that what is remembered is as large for long ids as for short ones.</summary>
    public static UInt128 KeyOf(CloudEvent change)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{change.Source.Length}:{change.Source}{change.Id}"), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public bool Contains(UInt128 key)
    {
        lock (_lock)
        {
            return _known.Contains(key);
        }
    }

    public void Add(IEnumerable<UInt128> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys.Where(_known.Add))
            {
                _byAge.Enqueue(key);
                if (_byAge.Count > _window)
                {
                    _known.Remove(_byAge.Dequeue());
                }
            }
        }
    }
}
