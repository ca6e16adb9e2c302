using System.Diagnostics;

namespace Graph.Benchmarks.Executor;

/// <summary>Executions for each second of processor time, garbage collection included.</summary>
internal static class CpuSeconds
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3), Measured = TimeSpan.FromSeconds(6);

    public static void Measure()
    {
        var plans = EngineRun.OfPlans();
        var stock = EngineRun.OfStock();
        Run(plans, Warm);
        Run(stock, Warm);
        Console.WriteLine($"Response of {plans.Response.Length} bytes, the same of both: {plans.Response.SequenceEqual(stock.Response)}");
        for (var round = 0; round < 3; round++)
        {
            Console.WriteLine($"stock: {Run(stock, Measured)}");
            Console.WriteLine($"plans: {Run(plans, Measured)}");
        }
    }

    private static string Run(EngineRun engine, TimeSpan time)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var executions = 0;
        while (true)
        {
            for (var i = 0; i < 50; i++)
            {
                engine.ExecuteAsync().GetAwaiter().GetResult();
            }

            executions += 50;
            process.Refresh();
            if (process.TotalProcessorTime - before is var spent && spent > time)
            {
                var bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / executions;
                return FormattableString.Invariant($"{executions / spent.TotalSeconds:F0} executions a CPU second, {bytes} bytes each");
            }
        }
    }
}
