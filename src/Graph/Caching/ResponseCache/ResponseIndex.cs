using System.Runtime.InteropServices;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Caching.ResponseCache;

/// <summary>Which responses were made of which values: tells them when one of these is invalidated or replaced, so that a hit has nothing to
/// look up.</summary>
/// <remarks>One lock, taken by what changes responses and never by a hit. Nothing is called under it that takes another.</remarks>
internal sealed class ResponseIndex
{
    private readonly Dictionary<string, Registration> _byName = new(StringComparer.Ordinal); // the first of all that depend on a name
    private readonly Dictionary<string, int> _beingReplaced = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly InvalidationIndex _index;
    private readonly bool _isOn;

    public ResponseIndex(InvalidationIndex index, IOptions<ResponseCacheOptions>? options = null)
    {
        _index = index;
        _isOn = options?.Value.Enabled ?? true;
        index.Applied = OnApplied;
    }

    /// <summary>Hears of each response that nobody may get any more.</summary>
    public Action<CachedResponse>? Dropped { get; set; }

    /// <summary>Hears of a key whose newer value has outdated what shared HTTP caches have, of which no record tells; of null where that may be
    /// anything. Called under the source's lock: it must not wait.</summary>
    public Action<string?>? Outdated { get; set; }

    /// <summary>Names that responses depend on.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byName.Count;
            }
        }
    }

    /// <summary>Registers a response under everything it depends on, and then looks whether anything of it has been touched since its execution
    /// began (R15).</summary>
    /// <returns>False when it must not be published.</returns>
    public bool TryRegister(CachedResponse response, ResponseReads reads)
    {
        var registrations = ResponseNames.Of(response, reads);
        lock (_gate)
        {
            response.Register(registrations);
            foreach (var registration in registrations)
            {
                LinkUnsafe(registration);
            }

            if (AreCurrentUnsafe(reads))
            {
                return true;
            }

            UnlinkUnsafe(response);
            return false;
        }
    }

    /// <summary>Whether what an execution has read may be given to others who asked while it ran.</summary>
    public bool AreCurrent(ResponseReads reads)
    {
        lock (_gate)
        {
            return AreCurrentUnsafe(reads);
        }
    }

    /// <summary>Forgets a response that is no longer kept.</summary>
    public void Unregister(CachedResponse response)
    {
        lock (_gate)
        {
            UnlinkUnsafe(response);
        }
    }

    /// <summary>Drops the responses that hold another value of a key than the one that is about to be shown (R11). Until the result is disposed
    /// of, none is published that was made of the key: its maker may not have seen the new value yet.</summary>
    /// <param name="key">The logical key.</param>
    /// <param name="version">The new value's version.</param>
    /// <param name="fetchedAt">The start of its fetch.</param>
    public Replacement Replace(string key, long? version, long fetchedAt)
    {
        if (!_isOn)
        {
            return default;
        }

        List<CachedResponse>? dropped = null;
        lock (_gate)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_beingReplaced, key, out _)++;
            for (var registration = _byName.GetValueOrDefault(key); registration is not null; registration = registration.Next)
            {
                if (registration.IsReplacedBy(version, fetchedAt))
                {
                    (dropped ??= []).Add(registration.Response);
                }
            }

            DropUnsafe(dropped);
        }

        Tell(dropped, "replaced");
        TellShared(dropped, key);
        return new Replacement(this, key);
    }

    /// <summary>Drops every response.</summary>
    public void DropAll(string reason)
    {
        List<CachedResponse> dropped;
        lock (_gate)
        {
            dropped = [.. _byName.Values.SelectMany(RegisteredWith).Distinct()];
            DropUnsafe(dropped);
        }

        Tell(dropped, reason);
        TellShared(dropped, key: null);
    }

    private void EndReplacement(string key)
    {
        lock (_gate)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_beingReplaced, key);
            if (--count == 0)
            {
                _beingReplaced.Remove(key);
            }
        }
    }

    /// <summary>Called by the log under its own lock, once the record is in its index and before it is acknowledged (R2).</summary>
    private void OnApplied(InvalidationRecord? record)
    {
        if (record is null)
        {
            DropAll("gap");
            return;
        }

        HashSet<CachedResponse>? dropped = null;
        lock (_gate)
        {
            if (_byName.Count == 0)
            {
                return;
            }

            foreach (var name in record.Keys.Select(key => key.Key).Concat(record.Tags))
            {
                AddRegistered(name, ref dropped);
            }

            if (record.Patterns.Count > 0)
            {
                foreach (var name in _byName.Keys.Where(name => record.Patterns.Any(glob => Glob.Matches(glob, name))))
                {
                    AddRegistered(name, ref dropped);
                }
            }

            DropUnsafe(dropped);
        }

        Tell(dropped, "record");
    }

    private void AddRegistered(string name, ref HashSet<CachedResponse>? to)
    {
        for (var registration = _byName.GetValueOrDefault(name); registration is not null; registration = registration.Next)
        {
            (to ??= []).Add(registration.Response);
        }
    }

    private bool AreCurrentUnsafe(ResponseReads reads) =>
        (_beingReplaced.Count == 0 || !reads.Batches.Any(IsBeingReplacedUnsafe)) && reads.AreCurrent(_index);

    private bool IsBeingReplacedUnsafe(ReadBatch batch) =>
        Enumerable.Range(0, batch.Reads.Length).Any(i => _beingReplaced.ContainsKey(batch.NameOf(i)));

    private void LinkUnsafe(Registration registration)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_byName, registration.Name, out _);
        registration.Next = first;
        if (first is not null)
        {
            first.Previous = registration;
        }

        first = registration;
    }

    private void DropUnsafe(IReadOnlyCollection<CachedResponse>? dropped)
    {
        foreach (var response in dropped ?? [])
        {
            response.Drop();
            UnlinkUnsafe(response);
        }
    }

    private void UnlinkUnsafe(CachedResponse response)
    {
        foreach (var registration in response.Registrations)
        {
            if (registration.Previous is { } previous)
            {
                previous.Next = registration.Next;
            }
            else if (registration.Next is { } next)
            {
                _byName[registration.Name] = next;
            }
            else
            {
                _byName.Remove(registration.Name);
            }

            if (registration.Next is { } behind)
            {
                behind.Previous = registration.Previous;
            }
        }

        response.Unregister();
    }

    private void Tell(IReadOnlyCollection<CachedResponse>? dropped, string reason)
    {
        if (dropped is not { Count: > 0 })
        {
            return;
        }

        ResponseCacheMetrics.CountDropped(dropped.Count, reason);
        foreach (var response in dropped)
        {
            Dropped?.Invoke(response);
        }
    }

    private void TellShared(List<CachedResponse>? dropped, string? key)
    {
        if (dropped?.Exists(response => response.IsShared) is true)
        {
            Outdated?.Invoke(key);
        }
    }

    private static IEnumerable<CachedResponse> RegisteredWith(Registration first)
    {
        for (var registration = first; registration is not null; registration = registration.Next)
        {
            yield return registration.Response;
        }
    }

    /// <summary>A value that is being put in another's place.</summary>
    internal readonly struct Replacement(ResponseIndex? index, string key) : IDisposable
    {
        public void Dispose() => index?.EndReplacement(key);
    }
}
