using Graph.Caching;
using Graph.Caching.ResponseCache;
using Graph.Execution.Explaining;
using Graph.Tests.Caching;

namespace Graph.Tests.Execution.Explaining;

/// <summary>However much an operation reads, its explanation is bounded, and tells whose reads they were.</summary>
public sealed class ReportsTests : IDisposable
{
    private readonly CacheWorld _world = new() { AnswersAtOnce = true };

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 20)]
    [InlineData(21, 20)]
    [InlineData(5_000, 20)]
    public void Names_AreTheFirstTwenty_AndTheCountOfAll(int names, int named)
    {
        var report = NamesReport.Of([.. Enumerable.Range(0, names).Select(i => $"thing:{i}")]);

        Assert.Equal((names, named), (report.Count, report.First.Count));
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void Calls_AreTheFirstHundred_AndTheCountOfAll(int calls, int told)
    {
        var report = CallsReport.Of([.. Enumerable.Range(0, calls).Select(_ => new PlacedCall([ReadPlace.None], Call("a1")))]);

        Assert.Equal((calls, told), (report.Count, report.First.Count));
    }

    [Fact]
    public async Task Reads_BegunInAPlace_AreItsOwn_WhereverTheyGoOn()
    {
        var explanation = new Explanation(new ResponseReads(0));
        _world.Versions["a1"] = _world.Versions["a2"] = 1;

        var first = Begin("one", explanation, "a1");
        var second = Begin("other", explanation, "a2");
        await Task.WhenAll(first, second);
        explanation.Called(Call("a2"));
        explanation.Close();

        Assert.Equal(ReadPlace.None, ReadPlace.Current);
        Assert.Equal(
            [("one", "a1"), ("other", "a2")],
            explanation.Reads.Select(read => (read.Place.Key, read.Batch.Keys[0].Id)).OrderBy(read => read.Key));
        Assert.Equal("other", Assert.Single(explanation.Calls[^1].Places).Key);
    }

    // A background refresh, or a field that the deadline has cut off, may still come in while the report is written.
    [Fact]
    public async Task Closed_TakesNothingMore()
    {
        var explanation = new Explanation(new ResponseReads(0));
        _world.Versions["a1"] = 1;
        explanation.Close();

        await Begin("late", explanation, "a1");

        Assert.Empty(explanation.Reads);
        Assert.Empty(explanation.Calls);
        Assert.Equal(0, explanation.All.Count);
    }

    private ObservedCall Call(string id) => new(_world.ThingDefinition, ObservedCallKind.Fetch, [new ReadKey(id)], 1);

    private Task Begin(string path, Explanation explanation, string id)
    {
        using var place = ReadPlace.Enter([path]);
        return ReadAsync(explanation, id);
    }

    private async Task ReadAsync(Explanation explanation, string id)
    {
        await Task.Yield();
        await _world.Cache.Of<Thing>(CacheWorld.Things)
            .ReadManyAsync([new ReadKey(id)], new LoadRequest("t", CancellationToken.None) { Observer = explanation });
    }
}
