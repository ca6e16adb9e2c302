using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>Puts entities that came along with a fetch into their own cache, as of that fetch's start.</summary>
internal sealed class Primer(Func<Source, CachedSource> cacheOf, BatchStart start, BatchOwner owner) : IPrimer
{
    public void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) where T : class =>
        ((CachedSource<T>)cacheOf(source)).Prime(values, source.Id, start, owner);
}
