using BenchmarkDotNet.Attributes;
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

    [Benchmark]
    public async Task<object> Fill()
    {
        _cache.Index.Apply(All);
        return await _cache.ReadAsync();
    }
}
