using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>What one domain sees of the <see cref="FakeGraph"/>.</summary>
internal sealed class FakeDomain(FakeGraph graph, string name) : IDomainBuilder
{
    public IUpstream Upstream => graph.Upstream(name);

    public IEntityBuilder<T> Entity<T>(EntitySource<T> source) where T : class
    {
        var entity = new RecordedEntity<T>(source);
        graph.Sources.Add(source, entity);
        return entity;
    }

    public IListBuilder<TItem, TPage> List<TItem, TPage>(ListSource<TItem, TPage> source) where TItem : class where TPage : Page
    {
        var list = new RecordedList<TItem, TPage>(source);
        graph.Sources.Add(source, list);
        return list;
    }

    public ITypeBuilder<T> Type<T>(string name) where T : class
    {
        graph.Types.TryAdd(name, new RecordedType(typeof(T)));
        return graph.Types[name].As<T>();
    }

    public ITypeBuilder<Connection<TItem, TPage>> Connection<TItem, TPage>(
        ListSource<TItem, TPage> source, string connection, string edge) where TItem : class where TPage : Page
    {
        Type<Edge<TItem>>(edge);
        return Type<Connection<TItem, TPage>>(connection)
            .Field("nodes", (connections, context) => source.HeldItems is { } held
                ? ValueTask.FromResult(connections.Select(one => LoadResults.Found(held(one.Page))).ToArray())
                : context.Load.Groups(source.Items!, [.. connections.Select(one => one.Ids)]))
            .Value("edges", IReadOnlyList<Edge<TItem>> (_) => throw new NotSupportedException("The engine's."));
    }

    public void Query<TResult>(string field, Func<FieldContext, ValueTask<LoadResult<TResult>>> resolve) => graph.Queries.Add(field, resolve);

    public void Mutation<TPayload>(string field, Func<MutationContext, ValueTask<LoadResult<TPayload>>> resolve) =>
        graph.Mutations.Add(field, resolve);

    public void Subscription<T, TResult>(
        string field, EntitySource<T> source, Func<Arguments, IReadOnlyList<string>> ids, Func<EntityState<T>, LoadResult<TResult>> select)
        where T : class => graph.Subscriptions.Add(field, (ids, select));

    public void SubscriptionToAdded<TItem, TPage>(
        string field, ListSource<TItem, TPage> source, Func<Arguments, string> list, Func<TItem, string> listOf, Func<TItem, DateTimeOffset> addedAt)
        where TItem : class where TPage : Page => graph.Subscriptions.Add(field, (list, listOf));

    public void On(string type, Action<ChangeEvent, IStale> invalidate) => graph.Listeners.Add((type, invalidate));

    public void DetectChanges(
        string path, string eventType, string id = "id", IReadOnlyList<string>? data = null, bool ofAll = false, string? addedEventType = null) =>
        graph.Feeds.Add(name, new RecordedFeed(path, eventType, id, data ?? [], ofAll) { AddedEventType = addedEventType });
}
