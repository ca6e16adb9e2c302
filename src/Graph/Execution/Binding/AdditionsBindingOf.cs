using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

internal sealed class AdditionsBinding<TItem, TPage>(
    string name, string domain, ListSource<TItem, TPage> source,
    Func<Arguments, string> list, Func<TItem, string> listOf, Func<TItem, DateTimeOffset> addedAt)
    : AdditionsBinding(name, typeof(TItem), domain, ItemsOf(source)) where TItem : class where TPage : Page
{
    private const int FirstPage = 10;

    private readonly EntitySource<TItem> _items = ItemsOf(source);

    public override string ListOf(Arguments arguments) => list(arguments);

    public override string KeyOf(string list) => source.KeyOf(list);

    public override async ValueTask<LoadResult<object>> ReadAsync(string list, string id, ILoader load)
    {
        var item = await load.One(_items, id);
        return item.IsFound && listOf(item.Value!) != list ? LoadResult<object>.NotFound : item.Select(found => (object)found);
    }

    public override async ValueTask<(string? Id, LoadResult<object> Item)> NewestAsync(string list, ILoader load)
    {
        var page = (await load.Pages(source, [new PageKey(list, FirstPage)]))[0];
        if (!page.IsFound)
        {
            return (null, page.Select(_ => new object()));
        }

        var items = (await load.Groups(_items, [page.Value!.Ids]))[0];
        var newest = items.Value?.MaxBy(addedAt);
        return newest is null ? (null, items.Failure is { } failure ? failure : LoadResult<object>.NotFound) : (_items.Id(newest), newest);
    }

    private static EntitySource<TItem> ItemsOf(ListSource<TItem, TPage> source) => source is { Items: { HasSecretIds: false } items }
        ? items
        : throw new InvalidOperationException($"Nothing can subscribe to what is added to '{source.Name}': its items are no entities with ids that may be named.");
}
