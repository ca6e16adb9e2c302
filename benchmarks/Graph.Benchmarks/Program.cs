using BenchmarkDotNet.Running;
using Graph.Benchmarks.Executor;
using Graph.Benchmarks.Realtime;

namespace Graph.Benchmarks;

/// <summary>Without arguments it asks which benchmark to run; <c>--filter '*'</c> runs all. <c>cpu</c> counts executions for each second of
/// processor time instead, which a busy machine does not change. <c>realtime</c> measures fan-out to subscribers (benchmarks/realtime.sh).</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        if (args is ["cpu"])
        {
            CpuSeconds.Measure();
            return;
        }

        if (args is ["realtime", .. var options])
        {
            await FanOutReport.RunAsync(FanOutOptions.Parse(options));
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
