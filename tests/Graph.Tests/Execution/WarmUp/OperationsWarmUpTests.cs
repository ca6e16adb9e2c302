using Graph.TestKit;

namespace Graph.Tests.Execution.WarmUp;

public sealed class OperationsWarmUpTests
{
    [Fact]
    public async Task Start_WithoutOperations_IsReadyFromTheStart()
    {
        await using var world = new WarmUpWorld();

        var before = world.Progress.NotReadyBecause;
        await world.StartAsync();
        await world.EndAsync();

        Assert.Null(before);
        Assert.DoesNotContain(world.Notes, note => note.Contains("Warm-up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_CriticalOperations_RunOneByOneBeforeReadinessAndTheOthersAfterIt()
    {
        await using var world = new WarmUpWorld(
            ("Operations:0:Query", WarmUpWorld.Query("after")),
            ("Operations:2:Query", WarmUpWorld.Query("first")), ("Operations:2:Critical", "true"),
            ("Operations:10:Query", WarmUpWorld.Query("second")), ("Operations:10:Critical", "true"));

        await world.StartAsync();
        Assert.Equal("first", await world.NextCallAsync());
        Assert.Equal("critical warm-up operations still to run: 2", world.Progress.NotReadyBecause);
        Assert.False(world.HasCall);
        world.Answer("first");
        Assert.Equal("second", await world.NextCallAsync());
        Assert.Equal("critical warm-up operations still to run: 1", world.Progress.NotReadyBecause);
        world.Answer("second");

        Assert.Equal("after", await world.NextCallAsync());
        Assert.Null(world.Progress.NotReadyBecause);
        world.Answer("after");
        await world.EndAsync();
        Assert.Empty(world.Warnings);
        Assert.Contains(world.Notes, note => note.StartsWith("Warm-up before readiness: 2 of 2 operations succeeded", StringComparison.Ordinal));
        Assert.Contains(world.Notes, note => note.StartsWith("Warm-up after readiness: 1 of 1 operations succeeded", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    public async Task Start_OtherOperations_RunAsManyAtOnceAsConcurrencySays(string concurrency, int atOnce)
    {
        await using var world = new WarmUpWorld(
            ("Concurrency", concurrency), ("Operations:a:Query", WarmUpWorld.Query("a")), ("Operations:b:Query", WarmUpWorld.Query("b")),
            ("Operations:c:Query", WarmUpWorld.Query("c")));
        string[] ids = ["a", "b", "c"];
        var running = new HashSet<string>();

        await world.StartAsync();
        foreach (var _ in Enumerable.Range(0, atOnce))
        {
            running.Add(await world.NextCallAsync());
        }

        Assert.Equal(ids.Take(atOnce), running.Order(StringComparer.Ordinal));
        Assert.False(world.HasCall);
        world.Answer(running);
        Assert.Equal(ids[atOnce], await world.NextCallAsync());
        world.Answer(ids);
        await world.EndAsync();
    }

    [Fact]
    public async Task Start_AnotherConditionDoesNotHold_NothingRunsBeforeItDoes()
    {
        var upstreams = new SwitchedCondition { NotReadyBecause = "they are starting" };
        await using var world = new WarmUpWorld(("Operations:a:Query", WarmUpWorld.Query("a")), ("Operations:a:Critical", "true"))
            .Waiting(upstreams);

        await world.StartAsync();
        await upstreams.Asked;
        world.Time.Advance(TimeSpan.FromMinutes(5)); // however long it takes: the time for critical operations has not begun
        Assert.False(world.HasCall);
        upstreams.NotReadyBecause = null;
        await Patience.UntilAsync(
            () =>
            {
                world.Time.Advance(TimeSpan.FromMilliseconds(20));
                return Task.FromResult(world.HasCall);
            },
            () => "The operation has not run.");

        Assert.NotNull(world.Progress.NotReadyBecause);
        world.Answer("a");
        await world.EndAsync();
        Assert.Null(world.Progress.NotReadyBecause);
        Assert.Empty(world.Warnings);
    }

    [Fact]
    public async Task Start_CriticalOperationHangs_IsCutAtItsTimeoutAndTheNextRuns()
    {
        await using var world = new WarmUpWorld(
            ("Operations:a:Query", WarmUpWorld.Query("a")), ("Operations:a:Critical", "true"), ("Operations:a:Timeout", "00:00:03"),
            ("Operations:b:Query", WarmUpWorld.Query("b")), ("Operations:b:Critical", "true"));

        await world.StartAsync();
        await world.NextCallAsync();
        world.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(world.HasCall);
        world.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("b", await world.NextCallAsync());
        world.Answer("b");
        await world.EndAsync();

        Assert.Null(world.Progress.NotReadyBecause);
        Assert.Equal(
            ["The warm-up operation 'a' failed after 3000 ms: no answer in time (WarmUp:Operations:a:Timeout)"], world.Warnings);
        Assert.Contains(world.Notes, note => note.StartsWith("Warm-up before readiness: 1 of 2 operations succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_AllCriticalOperationsTakeTooLong_ReadinessWaitsNoLongerAndTheRestRunsAfterIt()
    {
        await using var world = new WarmUpWorld(
            ("CriticalTimeout", "00:00:05"), ("Operations:0:Query", WarmUpWorld.Query("other")),
            ("Operations:1:Query", WarmUpWorld.Query("slow")), ("Operations:1:Critical", "true"),
            ("Operations:2:Query", WarmUpWorld.Query("hanging")), ("Operations:2:Critical", "true"),
            ("Operations:3:Query", WarmUpWorld.Query("late")), ("Operations:3:Critical", "true"));

        await world.StartAsync();
        await world.NextCallAsync();
        world.Time.Advance(TimeSpan.FromSeconds(4));
        world.Answer("slow");
        await world.NextCallAsync();
        Assert.NotNull(world.Progress.NotReadyBecause);
        world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("late", await world.NextCallAsync());
        Assert.Null(world.Progress.NotReadyBecause);
        world.Answer("late", "other");
        await world.EndAsync();
        Assert.Equal("other", await world.NextCallAsync());
        Assert.Equal(
            [
                "The warm-up operation '2' failed after 1000 ms: no answer in time (WarmUp:CriticalTimeout)",
                "Critical warm-up operations took longer than 00:00:05 (WarmUp:CriticalTimeout); these run after readiness: 3",
            ],
            world.Warnings);
    }

    [Theory]
    [InlineData("{ nope }", "Cannot query field 'nope'")]
    [InlineData("{ item(", "GRAPHQL_PARSE_FAILED: ")]
    [InlineData("query a { __typename } query b { __typename }", "say which with operationName")]
    [InlineData("mutation { add { id } }", "it is a mutation, and only queries warm up")]
    [InlineData("subscription { added { id } }", "The schema has no type 'Subscription'")]
    public async Task Start_OperationThatCannotRun_IsLoggedAndNothingElse(string query, string problem)
    {
        await using var world = new WarmUpWorld(("Operations:wrong:Query", query), ("Operations:wrong:Critical", "true"));

        await world.StartAsync();
        await world.EndAsync();

        Assert.Null(world.Progress.NotReadyBecause);
        var warning = Assert.Single(world.Warnings);
        Assert.StartsWith("The warm-up operation 'wrong' failed after ", warning, StringComparison.Ordinal);
        Assert.Contains(problem, warning, StringComparison.Ordinal);
        Assert.Equal(0, world.Mutations);
    }

    [Fact]
    public async Task Start_OperationWithVariablesAndName_RunsWithThem()
    {
        await using var world = new WarmUpWorld(
            ("Operations:page:Query", "query other { __typename } query page($id: ID!) { item(id: $id) { id } }"),
            ("Operations:page:OperationName", "page"), ("Operations:page:Variables", """{"id": "seven"}"""));

        await world.StartAsync();
        var called = await world.NextCallAsync();
        world.Answer(called);
        await world.EndAsync();

        Assert.Equal("seven", called);
        Assert.Null(world.Graph.Request!.Viewer);
        Assert.Empty(world.Warnings);
    }

    [Fact]
    public async Task Stop_WhileAnOperationRuns_EndsItQuietly()
    {
        await using var world = new WarmUpWorld(
            ("Operations:a:Query", WarmUpWorld.Query("a")), ("Operations:b:Query", WarmUpWorld.Query("b")));
        await world.StartAsync();
        await world.NextCallAsync();

        await world.StopAsync();
        await world.EndAsync();

        Assert.False(world.HasCall);
        Assert.Empty(world.Warnings);
    }
}
