using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution.Differential;

/// <summary>The graph's engine against GraphQL.NET's own: the same data and the same errors for random documents over random data.</summary>
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
        var first = Environment.TickCount & 0xFFFFFFF;
        TestContext.Current.TestOutputHelper?.WriteLine($"seeds {first} to {first + documents - 1}");
        var verdict = new Verdict(rig.Sdl, root);
        var refused = 0;
        var withErrors = 0;
        for (var seed = first; seed < first + documents; seed++)
        {
            onSeed(seed);
            var random = new Random(seed);
            var document = RandomDocuments.Next(rig.Sdl, random, root);
            if (await rig.RunAsync(document, seed, random.Pick(Viewers)) is not { } answers)
            {
                refused++;
                continue;
            }

            withErrors += answers.Stock.Errors.Count > 0 ? 1 : 0;
            if (verdict.Difference(answers.Ours, answers.Stock) is { } difference)
            {
                Assert.Fail($"seed {seed}\n{document.Text}\n{document.Variables}\n{difference}");
            }
        }

        Assert.True(refused < documents / 20, $"{refused} of {documents} documents were not valid (seeds from {first}).");
        Assert.True(withErrors > documents / 10, $"Only {withErrors} of {documents} answers had errors (seeds from {first}).");
    }
}
