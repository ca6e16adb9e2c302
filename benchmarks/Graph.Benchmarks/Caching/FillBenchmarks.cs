using BenchmarkDotNet.Attributes;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Benchmarks.Caching;

/// <summary>A read of 50 keys whose values have just been invalidated, from an upstream that answers at once: what the cache, its flights and
/// its lanes add to a call. Figures are for all 50, the invalidation of their ten tags included (InvalidateBenchmarks has it alone).
/// <c>dotnet run --project benchmarks/Graph.Benchmarks -c Release -- --filter '*FillBenchmarks*'</c></summary>
[MemoryDiagnoser]
public class FillBenchmarks
{
    private const int Keys = 50;

    private static readonly InvalidationRecord All = new([], [.. Enumerable.Range(0, 10).Select(i => $"group:{i}")], []);

    private BenchCache _cache = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        _cache = new BenchCache(Keys);
        await _cache.WarmAsync();
    }

    /// <summary>One call of one reader; everything is fetched and kept again.</summary>
    [Benchmark(Baseline = true)]
    public async Task<object> Fill()
    {
        _cache.Index.Apply(All);
        return await _cache.ReadAsync();
    }

    /// <summary>Ten readers who come together: whoever comes while the first one's fetch is under way shares it, the others read memory.</summary>
    [Benchmark]
    public async Task<object> FillForTenReaders()
    {
        _cache.Index.Apply(All);
        var reads = new Task<LoadResult<Item>[]>[10];
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i] = _cache.ReadAsync().AsTask();
        }

        return await Task.WhenAll(reads);
    }
}
