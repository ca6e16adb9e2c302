using BenchmarkDotNet.Attributes;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Benchmarks.Caching;

/// <summary>A read of 50 keys that memory has. Goal: at most 150 ns and 16 bytes a key; figures are for all 50.
/// <c>dotnet run --project benchmarks/Graph.Benchmarks -c Release -- --filter '*HitBenchmarks*'</c></summary>
[MemoryDiagnoser]
public class HitBenchmarks
{
    private const int Keys = 50;

    private BenchCache _cache = null!;

    /// <summary>How many tags have been invalidated before: the read must not grow with them.</summary>
    [Params(10, 1_000, 100_000, 1_000_000)]
    public int TagsInvalidatedBefore { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        _cache = new BenchCache(Keys);
        for (var i = 0; i < TagsInvalidatedBefore; i++)
        {
            _cache.Index.Apply(new InvalidationRecord([], [$"tag:{i}"], []));
        }

        await _cache.WarmAsync();
    }

    /// <summary>Nothing has happened since the last read: one compare a key.</summary>
    [Benchmark(Baseline = true)]
    public object Read() => Completed(_cache.ReadAsync());

    /// <summary>Something unrelated has been invalidated since the last read: each value is looked up in the index.</summary>
    [Benchmark]
    public object ReadAfterAnInvalidation()
    {
        _cache.Index.Apply(Unrelated);
        return Completed(_cache.ReadAsync());
    }

    private static readonly InvalidationRecord Unrelated = new([], ["unrelated"], []);

    private static LoadResult<Item>[] Completed(ValueTask<LoadResult<Item>[]> read) =>
        read.IsCompletedSuccessfully ? read.GetAwaiter().GetResult() : throw new InvalidOperationException("a value was not in memory");
}
