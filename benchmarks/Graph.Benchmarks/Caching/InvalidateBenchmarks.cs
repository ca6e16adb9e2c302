using BenchmarkDotNet.Attributes;
using Graph.Invalidation;

namespace Graph.Benchmarks.Caching;

/// <summary>What an invalidation costs whoever sends it: it writes down the name, however many values carry it. Each of them is dropped when it
/// is read next. <c>dotnet run --project benchmarks/Graph.Benchmarks -c Release -- --filter '*InvalidateBenchmarks*'</c></summary>
[MemoryDiagnoser]
public class InvalidateBenchmarks
{
    private static readonly InvalidationRecord One = new([], ["group:1"], []);
    private static readonly InvalidationRecord Hundred = new([], [.. Enumerable.Range(0, 100).Select(i => $"tag:{i}")], []);

    private BenchCache _cache = null!;

    /// <summary>Values in memory; a tenth of them carries the tag.</summary>
    [Params(100, 10_000, 100_000)]
    public int Values { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        _cache = new BenchCache(Values);
        await _cache.WarmAsync();
    }

    [Benchmark(Baseline = true)]
    public object OneTag() => _cache.Index.Apply(One);

    [Benchmark]
    public object HundredTagsInOneRecord() => _cache.Index.Apply(Hundred);
}
