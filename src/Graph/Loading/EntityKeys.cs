using Graph.Caching;

namespace Graph.Loading;

/// <summary>Entities by their ids; null names nothing.</summary>
internal readonly struct EntityKeys(IReadOnlyList<string?> ids) : IMemoKeys
{
    public int Count => ids.Count;

    public bool TryGet(int index, out ReadKey key)
    {
        var id = ids[index];
        key = id is null ? default : new ReadKey(id);
        return id is not null;
    }
}
