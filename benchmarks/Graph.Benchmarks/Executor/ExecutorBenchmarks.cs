using BenchmarkDotNet.Attributes;

namespace Graph.Benchmarks.Executor;

/// <summary>One query of 3,351 fields whose values are in memory: the graph's engine against GraphQL.NET's own strategy. Both are given a
/// valid document and write the whole response; no HTTP, no cache, no upstream. Compare the ratio and the allocations: the times are the machine's.
/// <c>dotnet run --project benchmarks/Graph.Benchmarks -c Release -- --filter '*ExecutorBenchmarks*'</c>; <c>-- cpu</c> counts executions for each
/// second of processor time instead, garbage collection included.</summary>
[InProcess]
[MemoryDiagnoser]
public class ExecutorBenchmarks
{
    private EngineRun _plans = null!;
    private EngineRun _stock = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _plans = EngineRun.OfPlans();
        _stock = EngineRun.OfStock();
    }

    [Benchmark(Baseline = true)]
    public Task<int> StockAsync() => _stock.ExecuteAsync();

    [Benchmark]
    public Task<int> PlansAsync() => _plans.ExecuteAsync();
}
