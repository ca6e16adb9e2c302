using System.Globalization;
using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Loading;
using Graph.Tests.Caching;

namespace Graph.Tests.Loading;

/// <summary>Reads of lists and things as an upstream would answer them: pages go on where their cursor says.</summary>
internal sealed class ListReads : IReads
{
    /// <summary>The lists' items.</summary>
    public Dictionary<string, IReadOnlyList<string>> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>What is not simply there at version 1.</summary>
    public Dictionary<string, LoadResult<Thing>> Things { get; } = new(StringComparer.Ordinal);

    /// <summary>Failures of lists.</summary>
    public Dictionary<string, Failure> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>How much longer than asked for a page is, as a cached one may be.</summary>
    public int Surplus { get; set; }

    public List<IReadOnlyList<ReadKey>> Calls { get; } = [];

    public void PrimeInto(Memos memos)
    {
        // Nothing comes along.
    }

    public ValueTask<LoadResult<T>[]> ReadManyAsync<T>(Source source, IReadOnlyList<ReadKey> keys) where T : class
    {
        Calls.Add(keys);
        return ValueTask.FromResult(Array.ConvertAll([.. keys], key => (LoadResult<T>)Read(typeof(T), key)));
    }

    private static HeldPage Held(StampedPage page) =>
        new(page.Ids, page.NextCursor, page.Total, [.. page.Ids.Select(id => new Thing(id, 1))]);

    private object Read(Type type, ReadKey key) =>
        type == typeof(Thing) ? Things.GetValueOrDefault(key.Id, new Thing(key.Id, 1))
        : type == typeof(HeldPage) ? PageOf(key.Page).Select(Held)
        : PageOf(key.Page);

    private LoadResult<StampedPage> PageOf(PageKey key)
    {
        if (Failures.TryGetValue(key.List, out var failure))
        {
            return failure;
        }

        if (!Lists.TryGetValue(key.List, out var list))
        {
            return LoadResult<StampedPage>.NotFound;
        }

        var from = key.After is null ? 0 : int.Parse(key.After, CultureInfo.InvariantCulture);
        var end = Math.Min(list.Count, from + key.First + Surplus);
        var next = end < list.Count ? end.ToString(CultureInfo.InvariantCulture) : null;
        return new StampedPage([.. list.Skip(from).Take(end - from)], next, list.Count, Stamp: 0);
    }
}
