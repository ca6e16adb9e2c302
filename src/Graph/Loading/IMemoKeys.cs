using Graph.Caching;

namespace Graph.Loading;

/// <summary>The keys of one read as the domains give them, so that none has to be copied to be looked at.</summary>
internal interface IMemoKeys
{
    int Count { get; }

    /// <returns>False for a key that names nothing.</returns>
    bool TryGet(int index, out ReadKey key);
}
