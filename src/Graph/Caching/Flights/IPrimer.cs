using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>Where entities go that came along with a fetch.</summary>
internal interface IPrimer
{
    void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) where T : class;
}
