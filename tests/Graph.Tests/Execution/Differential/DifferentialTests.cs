using System.Globalization;
using Graph.Domains.Abstractions;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Execution.Differential;

/// <summary>The graph's engine against GraphQL.NET's own: the same data and the same errors for random documents over random data.
/// <c>GRAPH_SEED</c> repeats a run from its first seed, <c>GRAPH_DOCUMENTS</c> makes it longer.</summary>
public sealed class DifferentialTests
{
    private static readonly Viewer?[] Viewers =
        [null, new Viewer("7", new HashSet<string>()), new Viewer("8", new HashSet<string> { "catalog" })];

    [Theory]
    [InlineData("Query", 3_000)]
    [InlineData("Mutation", 1_000)]
    public async Task RunAsync_RandomDocumentsOfTheGraph_AnswersAsGraphQLNetDoes(string root, int documents)
    {
        await using var rig = RealGraph.Rig();

        await CompareAsync(rig, root, documents, _ => { });
    }

    [Theory]
    [InlineData("Query", 3_000)]
    [InlineData("Mutation", 1_000)]
    public async Task RunAsync_RandomDocumentsOfTheSpecification_AnswersAsGraphQLNetDoes(string root, int documents)
    {
        await using var rig = SpecGraph.Rig(out var graph);

        await CompareAsync(rig, root, documents, seed => graph.Seed = seed);
    }

    private static async Task CompareAsync(DifferentialRig rig, string root, int documents, Action<int> onSeed)
    {
        documents = Setting("GRAPH_DOCUMENTS") ?? documents;
        var first = Setting("GRAPH_SEED") ?? Environment.TickCount & 0xFFFFFFF;
        TestContext.Current.TestOutputHelper?.WriteLine($"seeds {first} to {first + documents - 1}");
        var verdict = new Verdict(rig.Sdl, root);
        var refused = new List<string>();
        var withErrors = 0;
        for (var seed = first; seed < first + documents; seed++)
        {
            onSeed(seed);
            var random = new Random(seed);
            var document = RandomDocuments.Next(rig.Sdl, random, root);
            var (ours, stock, refusal) = await rig.RunAsync(document, seed, random.Pick(Viewers));
            if (refusal is not null)
            {
                refused.Add(refusal);
                continue;
            }

            withErrors += stock!.Errors.Count > 0 ? 1 : 0;
            if (verdict.Difference(ours!, stock) is { } difference)
            {
                Assert.Fail($"seed {seed}\n{document.Text}\n{document.Variables}\n{difference}\n{string.Join("\n", rig.Logs.At(LogLevel.Error).TakeLast(2))}");
            }
        }

        Assert.True(
            refused.Count < documents / 20, $"{refused.Count} of {documents} documents were not valid (seeds from {first}): {refused.FirstOrDefault()}");
        Assert.True(withErrors > documents / 10, $"Only {withErrors} of {documents} answers had errors (seeds from {first}).");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : null;
}
