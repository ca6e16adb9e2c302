using System.Buffers.Text;
using System.Security.Cryptography;

namespace Graph.Caching.ResponseCache;

/// <summary>A whole response without errors. Shared by all who get it: nobody changes its bytes.</summary>
internal sealed class CachedResponse
{
    private const int BytesOfName = 128;
    private const int BytesOfETag = 16;

    private readonly ReadOnlyMemory<byte> _data;
    private volatile bool _isDropped;
    private volatile bool _isShared;
    private int _isBeingMade;
    private long _nextMaking;

    /// <param name="key">What it answers.</param>
    /// <param name="body">The JSON as it goes out.</param>
    /// <param name="data">Where <c>data</c> stands in it.</param>
    public CachedResponse(ResponseKey key, byte[] body, Range data)
    {
        Key = key;
        Body = body;
        _data = body.AsMemory(data);
        ETag = $"W/\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, BytesOfETag))}\"";
    }

    public ResponseKey Key { get; }

    /// <summary>The JSON as it goes out: <c>{"data":…}</c>.</summary>
    public byte[] Body { get; }

    /// <summary>The value of its <c>data</c>.</summary>
    public ReadOnlyMemory<byte> Data => _data;

    /// <summary>Weak: compressed or not, it means the same (RFC 9110, 8.8.1).</summary>
    public string ETag { get; }

    public required ResponseLife Life { get; init; }

    /// <summary>Whether it is one viewer's own: no cache but this one may keep it for others.</summary>
    public required bool IsPrivate { get; init; }

    /// <summary>Every key and tag that it depends on. Stays when it is no longer registered: an HTTP cache that has it must hear of them.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Its places in the index; belongs to the index's lock.</summary>
    public IReadOnlyList<Registration> Registrations { get; private set; } = [];

    /// <summary>Room that it takes. The compressed forms are counted before they are there: neither is kept that is longer than half.</summary>
    public long Bytes => (2L * Body.Length) + ((long)BytesOfName * Names.Count);

    /// <summary>Whether something has been invalidated, or replaced, that it was made of: then nobody gets it any more.</summary>
    public bool IsDropped => _isDropped;

    /// <summary>Whether shared HTTP caches have been given it.</summary>
    public bool IsShared => _isShared;

    /// <summary>What transports have made of it, kept with it.</summary>
    public Forms Forms { get; } = new();

    public void Drop()
    {
        _isDropped = true;
        Interlocked.MemoryBarrier(); // whoever drops it and whoever shares it: at least one of them sees the other
    }

    /// <summary>Notes that a shared HTTP cache is given it, which then has to hear when it is dropped.</summary>
    /// <returns>False when it has been dropped already: then no cache may keep it.</returns>
    public bool TryShare()
    {
        if (!_isShared)
        {
            _isShared = true;
            Interlocked.MemoryBarrier();
        }

        return !_isDropped;
    }

    /// <summary>Once, before it is published.</summary>
    public void Register(IReadOnlyList<Registration> registrations) =>
        (Registrations, Names) = (registrations, [.. registrations.Select(registration => registration.Name)]);

    public void Unregister() => Registrations = [];

    /// <summary>Takes the right to make it anew, unless that is under way, or was of no use a moment ago.</summary>
    public bool TryBeginMaking(long now) =>
        now >= Volatile.Read(ref _nextMaking) && Interlocked.CompareExchange(ref _isBeingMade, 1, 0) == 0;

    /// <summary>Whether <see cref="TryBeginMaking"/> would be of use.</summary>
    public bool IsDueForMaking(long now) => now >= Volatile.Read(ref _nextMaking) && Volatile.Read(ref _isBeingMade) == 0;

    /// <param name="next">When to try again if nobody has replaced it until then; a <see cref="TimeProvider"/> timestamp.</param>
    public void EndMaking(long next)
    {
        Volatile.Write(ref _nextMaking, next);
        Volatile.Write(ref _isBeingMade, 0);
    }
}
