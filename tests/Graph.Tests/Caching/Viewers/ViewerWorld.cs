using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Graph.Upstreams;
using Graph.Upstreams.Lanes;

namespace Graph.Tests.Caching.Viewers;

/// <summary>A cache over an upstream that knows whom it answers: a PRIVATE entity that is fetched with the viewer's own token.</summary>
internal sealed class ViewerWorld : IDisposable
{
    public static readonly EntitySource<Owned> Mine = new("Mine", owned => owned.Id, owned => owned.Version);

    private readonly EntityDefinition<Owned> _definition;

    public ViewerWorld(bool asViewer = true, int width = 4)
    {
        _definition = new EntityDefinition<Owned>(Mine, "Tests")
        {
            Policy = CacheWorld.Policy with { Scope = CacheScope.Private },
            FetchesAsViewer = asViewer,
        };
        _definition.FetchBatch(Fetch);
        Shared = new CacheWorld(lanes: new LanesOptions { Width = width }, more: _definition);
    }

    public CacheWorld Shared { get; }

    public List<GatedCall<string, Owned>> Calls { get; } = [];

    public IEnumerable<GatedCall<string, Owned>> OpenCalls => Calls.Where(call => !call.Task.IsCompleted);

    public static LoadRequest As(string? viewer, string? token = null) => new("test", CancellationToken.None)
    {
        MaxUpstreamCalls = int.MaxValue,
        Viewer = viewer is null ? null : ViewerOf(viewer),
        Token = viewer is null ? null : new ViewerToken(token ?? viewer),
    };

    public static Viewer ViewerOf(string id) => new(id, new HashSet<string>());

    public static string? TokenOf(FetchContext context) => ((IViewerCall)context).Token?.Reveal();

    /// <summary>What the upstream takes a fetch for: its token's, else its viewer's.</summary>
    public static string CallerOf(FetchContext context) => TokenOf(context) ?? context.Viewer?.Id ?? "nobody";

    public Task<LoadResult<Owned>[]> ReadAsync(LoadRequest request, params IEnumerable<string> ids) =>
        Shared.Cache.Of<Owned>(Mine).ReadManyAsync([.. ids.Select(id => new ReadKey(id))], request).AsTask();

    public void ReturnAll(Pump pump)
    {
        pump.RunUntilIdle();
        while (OpenCalls.ToArray() is { Length: > 0 } open)
        {
            Array.ForEach(open, call => call.Return());
            pump.RunUntilIdle();
        }
    }

    public void Dispose() => Shared.Dispose();

    private ValueTask<LoadResult<Owned>[]> Fetch(IReadOnlyList<string> ids, FetchContext context)
    {
        var call = new GatedCall<string, Owned>(ids, context, id => new Owned(id, CallerOf(context), 1));
        Calls.Add(call);
        return new ValueTask<LoadResult<Owned>[]>(call.Task);
    }
}
