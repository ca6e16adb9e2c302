using Graph.Caching;
using Graph.ChangeDetection;
using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Invalidation;
using Graph.Loading;

namespace Graph.Hosting;

/// <summary>Hears what a domain says and hands each part to the feature that it concerns.</summary>
internal sealed class DomainBuilder(
    string domain, IUpstream upstream, TypeRegistry types, SourceRegistry sources, EventMap events, ChangeFeeds feeds) : IDomainBuilder
{
    public IUpstream Upstream => upstream;

    /// <summary>Whether the domain listens to change events.</summary>
    public bool HasEvents { get; private set; }

    public IEntityBuilder<T> Entity<T>(EntitySource<T> source) where T : class
    {
        var definition = new EntityDefinition<T>(source, domain);
        sources.Add(definition);
        return definition;
    }

    public IListBuilder<TItem, TPage> List<TItem, TPage>(ListSource<TItem, TPage> source) where TItem : class where TPage : Page
    {
        var definition = new ListDefinition<TItem, TPage>(source, domain);
        sources.Add(definition);
        return definition;
    }

    public ITypeBuilder<T> Type<T>(string name) where T : class =>
        new TypeBuilder<T>(types, types.Bind(name, typeof(T), domain), domain);

    public ITypeBuilder<Connection<TItem, TPage>> Connection<TItem, TPage>(ListSource<TItem, TPage> source, string connection, string edge)
        where TItem : class where TPage : Page
    {
        Type<Edge<TItem>>(edge);
        return Type<Connection<TItem, TPage>>(connection)
            .Field("nodes", (connections, field) => ConnectionItems.NodesAsync(source, connections, field.Load))
            .Field("edges", (connections, field) => ConnectionItems.EdgesAsync(source, connections, field.Load));
    }

    public void Query<TResult>(string field, Func<FieldContext, ValueTask<LoadResult<TResult>>> resolve)
    {
        var root = types.Bind("Query", typeof(object), domain);
        types.Add(root, new BatchBinding<object, TResult>(field, domain, async (_, context) => [await resolve(context)]));
    }

    public void Mutation<TPayload>(string field, Func<MutationContext, ValueTask<LoadResult<TPayload>>> resolve) =>
        types.Add(types.Bind("Mutation", typeof(object), domain), new MutationBinding<TPayload>(field, domain, resolve));

    public void Subscription<T, TResult>(
        string field, EntitySource<T> source, Func<Arguments, IReadOnlyList<string>> ids, Func<EntityState<T>, LoadResult<TResult>> select)
        where T : class =>
        types.Add(types.Bind("Subscription", typeof(object), domain), new StatesBinding<T, TResult>(field, domain, source, ids, select));

    public void SubscriptionToAdded<TItem, TPage>(
        string field, ListSource<TItem, TPage> source, Func<Arguments, string> list, Func<TItem, string> listOf, Func<TItem, DateTimeOffset> addedAt)
        where TItem : class where TPage : Page =>
        types.Add(
            types.Bind("Subscription", typeof(object), domain), new AdditionsBinding<TItem, TPage>(field, domain, source, list, listOf, addedAt));

    public void On(string type, Action<ChangeEvent, IStale> invalidate)
    {
        HasEvents = true;
        events.Add(type, domain, invalidate);
    }

    public void DetectChanges(
        string path, string eventType, string id = "id", IReadOnlyList<string>? data = null, bool ofAll = false, string? addedEventType = null) =>
        feeds.Add(new ChangeFeed(upstream, path, eventType, id, data ?? [], ofAll) { AddedEventType = addedEventType });
}
