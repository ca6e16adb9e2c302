namespace Graph.Tests.Caching;

/// <summary>The history of one key at the upstream, and what has been acknowledged and read of it.</summary>
/// <remarks>Its versions grow for ever, so that any two compare. The cache sees only what is left of them by <see cref="Lifetime"/>: an entity
/// made anew after its deletion starts at version 1 again.</remarks>
internal sealed class Truth
{
    /// <summary>More versions than one entity gets before it is deleted.</summary>
    public const int Lifetime = 1_000_000;

    private int _clock;
    private int _lastAbsent = -1;
    private int _acknowledgedAt;
    private int _acknowledged;
    private int _read;

    public int Version { get; private set; }

    public bool Exists { get; private set; }

    /// <summary>An absence carries no tags, so a tag's invalidation does not reach it.</summary>
    public bool IsAbsentFromTags => _lastAbsent >= _acknowledgedAt;

    public int Write()
    {
        _clock++;
        Exists = true;
        return ++Version;
    }

    public void Delete()
    {
        _clock++;
        Exists = false;
        _lastAbsent = _clock;
        Version = ((Version / Lifetime) + 1) * Lifetime; // whatever comes after a deletion is newer than what was before it
    }

    /// <summary>From now on no read that begins may show anything older than the present (or the version that was announced).</summary>
    public void Acknowledge(int? version = null)
    {
        _acknowledged = Math.Max(_acknowledged, version ?? Version);
        if (version is null || version == Version)
        {
            _acknowledgedAt = _clock;
            _lastAbsent = Exists ? _lastAbsent : _clock;
        }
    }

    /// <summary>What a read that begins now must not be older than: what was acknowledged, and what others have read before (promise 3).</summary>
    public (int Acknowledged, int Read, int At) Demand() => (_acknowledged, _read, _acknowledgedAt);

    public void Check((int Acknowledged, int Read, int At) demand, bool failed, int? version)
    {
        if (failed)
        {
            return;
        }

        if (version is { } found)
        {
            Assert.True(found >= demand.Acknowledged, $"read version {found}, but {demand.Acknowledged} was acknowledged before the read began");
            Assert.True(found >= demand.Read, $"read version {found}, but {demand.Read} was read before the read began");
            _read = Math.Max(_read, found);
            return;
        }

        Assert.True(_lastAbsent >= demand.At || !Exists, "read an absence that an acknowledged invalidation had ended");
    }
}
