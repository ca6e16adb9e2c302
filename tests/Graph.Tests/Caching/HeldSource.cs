using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching;

/// <summary>One more entity for a <see cref="CacheWorld"/>, with a policy of its own, whose calls the test holds in its hands.</summary>
internal sealed class HeldSource
{
    private readonly Dictionary<Thing, long> _fetchedAt = new(ReferenceEqualityComparer.Instance);
    private readonly FakeTimeProvider _time;

    public HeldSource(string type, FreshnessPolicy policy, FakeTimeProvider time)
    {
        _time = time;
        Source = new EntitySource<Thing>(type, thing => thing.Id, thing => thing.Version % Truth.Lifetime);
        Definition = new EntityDefinition<Thing>(Source, type) { Policy = policy, HasEvents = true };
        Definition.FetchBatch(Fetch);
    }

    public EntitySource<Thing> Source { get; }

    public EntityDefinition<Thing> Definition { get; }

    public List<GatedCall<string, Thing>> Calls { get; } = [];

    /// <summary>What the upstream holds: id to version; 0 and less is gone.</summary>
    public Dictionary<string, int> Versions { get; } = new(StringComparer.Ordinal);

    public Task<LoadResult<Thing>[]> ReadAsync(CacheWorld world, LoadRequest request, params IEnumerable<string> ids) =>
        world.Cache.Of<Thing>(Source).ReadManyAsync([.. ids.Select(id => new ReadKey(id))], request).AsTask();

    /// <summary>How long ago the call began that has brought a value.</summary>
    public TimeSpan AgeOf(Thing thing) => _time.GetElapsedTime(_fetchedAt[thing]);

    /// <summary>When that call began.</summary>
    public long FetchedAt(Thing thing) => _fetchedAt[thing];

    private ValueTask<LoadResult<Thing>[]> Fetch(IReadOnlyList<string> ids, FetchContext context)
    {
        var startedAt = _time.GetTimestamp();
        var call = new GatedCall<string, Thing>(ids, context, id => Answer(id, startedAt));
        Calls.Add(call);
        return new ValueTask<LoadResult<Thing>[]>(call.Task);
    }

    private LoadResult<Thing> Answer(string id, long startedAt)
    {
        if (Versions.GetValueOrDefault(id) is not (> 0 and var version))
        {
            return LoadResult<Thing>.NotFound;
        }

        var thing = new Thing(id, version);
        _fetchedAt.Add(thing, startedAt);
        return thing;
    }
}
