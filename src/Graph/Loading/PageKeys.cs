using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Pages of lists.</summary>
internal readonly struct PageKeys(IReadOnlyList<PageKey> pages) : IMemoKeys
{
    public int Count => pages.Count;

    public bool TryGet(int index, out ReadKey key)
    {
        key = ReadKey.Of(pages[index]);
        return true;
    }
}
