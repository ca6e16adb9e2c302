namespace Graph.Domains.Abstractions;

/// <summary>All that a domain may say. The engine behind it can change without touching a domain.</summary>
public interface IDomainBuilder
{
    /// <summary>The REST service of this domain, as configured in <c>Upstreams:&lt;Name&gt;</c>.</summary>
    IUpstream Upstream { get; }

    /// <summary>Declares how an entity is fetched and tagged. Its freshness is <c>@freshness</c> on its type in the SDL.</summary>
    IEntityBuilder<T> Entity<T>(EntitySource<T> source) where T : class;

    /// <summary>Declares how a list is fetched and tagged. Its freshness is that of <see cref="Source.Policy"/>.</summary>
    IListBuilder<TItem, TPage> List<TItem, TPage>(ListSource<TItem, TPage> source) where TItem : class where TPage : Page;

    /// <summary>Binds an SDL object type to the record behind it. Fields without a binding are read from the property of their name.
    /// Several domains may add fields to one type; all must name the same <typeparamref name="T"/>.</summary>
    ITypeBuilder<T> Type<T>(string name) where T : class;

    /// <summary>Binds a connection type and its edge type (Relay's shape: edges, nodes, pageInfo, totalCount) over a list.</summary>
    ITypeBuilder<Connection<TItem, TPage>> Connection<TItem, TPage>(ListSource<TItem, TPage> source, string connection, string edge)
        where TItem : class where TPage : Page;

    /// <summary>Binds a field of <c>Query</c>.</summary>
    void Query<TResult>(string field, Func<FieldContext, ValueTask<LoadResult<TResult>>> resolve);

    /// <summary>Binds a field of <c>Mutation</c>.</summary>
    void Mutation<TPayload>(string field, Func<MutationContext, ValueTask<LoadResult<TPayload>>> resolve);

    /// <summary>Binds a field of <c>Subscription</c> that tells the state of some entities: at its start, and after each change of one of them,
    /// whoever has made it. The field may have an argument <c>since</c>, which the engine serves.</summary>
    /// <param name="field">The SDL field.</param>
    /// <param name="source">What is watched. Its values need a version, or one that is the same twice is told twice.</param>
    /// <param name="ids">Which of them the arguments name; at most <c>Limits:ListItems</c>.</param>
    /// <param name="select">The field's value for one of them. Pure. A failure that no retry mends (<c>FORBIDDEN</c>) ends the subscription.</param>
    void Subscription<T, TResult>(
        string field, EntitySource<T> source, Func<Arguments, IReadOnlyList<string>> ids, Func<EntityState<T>, LoadResult<TResult>> select)
        where T : class;

    /// <summary>Binds a field of <c>Subscription</c> that tells each item that is added to a list: those whose events or writes say so
    /// (<see cref="IStale.Added"/>), once each. It starts with the newest item that there is.</summary>
    /// <param name="field">The SDL field. It may have an argument <c>since</c>, which the engine serves.</param>
    /// <param name="source">The list; its records carry the list's key as tag, and its items are entities of their own.</param>
    /// <param name="list">Which list the arguments name.</param>
    /// <param name="listOf">Which list an item belongs to.</param>
    /// <param name="addedAt">When an item was added: tells the newest of the list's first page.</param>
    void SubscriptionToAdded<TItem, TPage>(
        string field, ListSource<TItem, TPage> source, Func<Arguments, string> list, Func<TItem, string> listOf, Func<TItem, DateTimeOffset> addedAt)
        where TItem : class where TPage : Page;

    /// <summary>Says what a change event makes stale. Several domains may listen to one type of event.</summary>
    /// <param name="type">The CloudEvents type, e.g. <c>product.updated</c>.</param>
    /// <param name="invalidate">Adds what the event touches; called for each event, must be pure and must not throw on absent data.</param>
    void On(string type, Action<ChangeEvent, IStale> invalidate);

    /// <summary>Says how to find out what has changed, for an upstream that sends no events: <c>GET path?updatedSince=…&amp;first=…&amp;after=…</c>
    /// gives pages of what has changed since, oldest first. Each item becomes an event that <see cref="On"/> listens to, at the item's
    /// <c>version</c>. Nothing is asked unless <c>Upstreams:&lt;Name&gt;:DetectChanges:Every</c> says how often. Once a domain.</summary>
    /// <param name="path">What to ask, e.g. <c>/products</c>.</param>
    /// <param name="eventType">The type of the events, e.g. <c>product.updated</c>.</param>
    /// <param name="id">The JSON property that tells an item from others: the event's subject.</param>
    /// <param name="data">JSON properties that the events carry as their data. One that does not say all (a category without the one
    /// before it) is better left out: absent data means the wider invalidation.</param>
    /// <param name="ofAll">The service computes all of it anew: any change is one event without subject and version.</param>
    /// <param name="addedEventType">The type of the events of items that are new (<c>createdAt</c> is <c>updatedAt</c>); default: as any change.
    /// One that was made and changed between two looks counts as changed.</param>
    void DetectChanges(
        string path, string eventType, string id = "id", IReadOnlyList<string>? data = null, bool ofAll = false, string? addedEventType = null);
}
