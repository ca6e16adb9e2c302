using BenchmarkDotNet.Running;

namespace Graph.Benchmarks;

/// <summary>Without arguments it asks which benchmark to run; <c>--filter '*'</c> runs all.</summary>
internal static class Program
{
    public static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
