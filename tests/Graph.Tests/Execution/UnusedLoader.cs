using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution;

/// <summary>A loader for graphs that load nothing: it only tells itself apart from others.</summary>
internal sealed class UnusedLoader(LoadRequest request) : ILoader
{
    public LoadRequest Request { get; } = request;

    public ValueTask<LoadResult<T>[]> Many<T>(EntitySource<T> source, IReadOnlyList<string?> ids) where T : class =>
        throw new NotSupportedException();

    public ValueTask<LoadResult<TPage>[]> Pages<TItem, TPage>(ListSource<TItem, TPage> source, IReadOnlyList<PageKey> keys)
        where TItem : class where TPage : Page => throw new NotSupportedException();

    public ValueTask<LoadResult<Connection<TItem, TPage>>[]> Connections<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page => throw new NotSupportedException();

    public ValueTask<LoadResult<IReadOnlyList<T>>[]> Groups<T>(EntitySource<T> source, IReadOnlyList<IReadOnlyList<string>> groups) where T : class =>
        throw new NotSupportedException();

    public ValueTask<LoadResult<IReadOnlyList<TItem>>[]> Lists<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page => throw new NotSupportedException();
}
