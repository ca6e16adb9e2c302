using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>Takes down what domains declare, and calls it as the engine would, without cache or schema.</summary>
internal sealed class FakeGraph
{
    private readonly Dictionary<string, FakeUpstream> _upstreams = [];

    public FakeGraph() => Load = new DirectLoader(this);

    public Dictionary<Source, RecordedSource> Sources { get; } = [];

    public Dictionary<string, RecordedType> Types { get; } = [];

    public Dictionary<string, Delegate> Queries { get; } = [];

    public Dictionary<string, Delegate> Mutations { get; } = [];

    public Dictionary<string, (Delegate Which, Delegate Select)> Subscriptions { get; } = [];

    public List<(string Type, Action<ChangeEvent, IStale> Invalidate)> Listeners { get; } = [];

    /// <summary>By domain.</summary>
    public Dictionary<string, RecordedFeed> Feeds { get; } = [];

    public FakeFetchContext Fetch { get; } = new();

    public DirectLoader Load { get; }

    public FakeWriter Writer { get; } = new();

    /// <summary>Who asks, in every context.</summary>
    public Viewer? Viewer { get; set; }

    public static FakeGraph WithAllDomains()
    {
        var graph = new FakeGraph();
        foreach (var module in DomainModule.All)
        {
            graph.Add(module);
        }

        return graph;
    }

    public FakeGraph Add(DomainModule module)
    {
        module.Register(new FakeDomain(this, module.Name));
        return this;
    }

    public FakeUpstream Upstream(string name)
    {
        if (!_upstreams.TryGetValue(name, out var upstream))
            _upstreams.Add(name, upstream = new FakeUpstream(name));

        return upstream;
    }

    public RecordedEntity<T> Entity<T>(EntitySource<T> source) where T : class => (RecordedEntity<T>)Sources[source];

    public RecordedList<TItem, TPage> List<TItem, TPage>(ListSource<TItem, TPage> source) where TItem : class where TPage : Page =>
        (RecordedList<TItem, TPage>)Sources[source];

    public ValueTask<LoadResult<TResult>> QueryAsync<TResult>(string field, Arguments arguments) =>
        ((Func<FieldContext, ValueTask<LoadResult<TResult>>>)Queries[field])(Context(arguments));

    /// <summary>Runs a mutation, whatever its payload.</summary>
    public async Task<ILoadResult> MutateAsync(string field, Arguments arguments)
    {
        var context = new MutationContext(arguments, Load, Writer, CancellationToken.None) { Viewer = Viewer };
        dynamic result = Mutations[field].DynamicInvoke(context)!;
        return (ILoadResult)await result;
    }

    public async Task<LoadResult<TPayload>> MutateAsync<TPayload>(string field, Arguments arguments) =>
        (LoadResult<TPayload>)await MutateAsync(field, arguments);

    public ValueTask<LoadResult<TResult>[]> FieldAsync<TParent, TResult>(
        string type, string field, IReadOnlyList<TParent> parents, Arguments? arguments = null) =>
        ((Func<IReadOnlyList<TParent>, FieldContext, ValueTask<LoadResult<TResult>[]>>)Types[type].Fields[field])(
            parents, Context(arguments ?? Arguments.None));

    /// <summary>What all domains together say that an event touches.</summary>
    public IReadOnlyList<string> Touched(ChangeEvent change)
    {
        var stale = new FakeStale();
        foreach (var listener in Listeners.Where(listener => listener.Type == change.Type))
        {
            listener.Invalidate(change, stale);
        }

        return stale.Touched;
    }

    private FieldContext Context(Arguments arguments) => new(arguments, Load, CancellationToken.None) { Viewer = Viewer };
}
