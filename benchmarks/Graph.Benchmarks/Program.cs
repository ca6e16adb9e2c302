using BenchmarkDotNet.Running;
using Graph.Benchmarks.Executor;

namespace Graph.Benchmarks;

/// <summary>Without arguments it asks which benchmark to run; <c>--filter '*'</c> runs all. <c>cpu</c> counts executions for each second of
/// processor time instead, which a busy machine does not change.</summary>
internal static class Program
{
    public static void Main(string[] args)
    {
        if (args is ["cpu"])
        {
            CpuSeconds.Measure();
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
