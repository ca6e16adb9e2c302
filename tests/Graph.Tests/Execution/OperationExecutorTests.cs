using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution;

public sealed class OperationExecutorTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LoadResult<Item>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Execute_PastTheDeadline_IsATimeoutThoughTheBindingHangs()
    {
        var running = StartAsync(Graph().Executor(), TestContext.Current.CancellationToken);
        await _entered.Task;

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(running.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        var result = await running;

        Assert.Equal(ResultOutcome.TimedOut, result.Outcome);
        Assert.Equal(ErrorCodes.RequestTimeout, Assert.Single(result.Errors).Code);
        Assert.Contains("Limits:RequestTimeout", result.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_ClientGone_EndsWithItsCancellation()
    {
        using var client = new CancellationTokenSource();
        var graph = Graph();
        var running = StartAsync(graph.Executor(), client.Token);
        await _entered.Task;

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(graph.Request!.Cancellation.IsCancellationRequested);
        Assert.Empty(graph.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task Execute_PlacesAndQueueFull_IsOverloaded()
    {
        var graph = Graph();
        graph.Settings["Limits:ConcurrentExecutions"] = "1";
        graph.Settings["Limits:ExecutionQueue"] = "1";
        graph.Settings["Limits:RetryAfter"] = "00:00:03";
        var executor = graph.Executor();
        var first = StartAsync(executor, TestContext.Current.CancellationToken);
        await _entered.Task;
        var queued = StartAsync(executor, TestContext.Current.CancellationToken);

        var refused = await StartAsync(executor, TestContext.Current.CancellationToken);

        Assert.Equal(ResultOutcome.Overloaded, refused.Outcome);
        Assert.Equal(ErrorCodes.Overloaded, Assert.Single(refused.Errors).Code);
        Assert.Equal(TimeSpan.FromSeconds(3), refused.RetryAfter);
        _answer.SetResult(new Item("1"));
        Assert.Empty((await first).Errors);
        Assert.Empty((await queued).Errors);
    }

    [Fact]
    public async Task Execute_WaitingForAPlacePastTheDeadline_IsATimeout()
    {
        var graph = Graph();
        graph.Settings["Limits:ConcurrentExecutions"] = "1";
        var executor = graph.Executor();
        var first = StartAsync(executor, TestContext.Current.CancellationToken);
        await _entered.Task;
        var queued = StartAsync(executor, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(ResultOutcome.TimedOut, (await queued).Outcome);
        Assert.Equal(ResultOutcome.TimedOut, (await first).Outcome);
    }

    [Theory]
    [InlineData("query a { __typename } query b { x: __typename }", "b", """{"data":{"x":"Query"}}""")]
    [InlineData("query a { __typename }", "", """{"data":{"__typename":"Query"}}""")]
    public async Task Execute_OperationName_SelectsTheOperation(string query, string name, string expected)
    {
        var result = await Graph().RunAsync(query, operationName: name);

        Assert.Equal(expected, result.Json());
        Assert.Equal("query", result.Operation!.Type);
    }

    [Fact]
    public async Task Execute_OperationNameThatIsNotThere_IsBadUserInput()
    {
        var result = await Graph().RunAsync("query a { __typename }", operationName: new string('x', 5_000));

        Assert.Equal(ErrorCodes.BadUserInput, Assert.Single(result.Errors).Code);
        Assert.True(result.Errors[0].Message.Length < 200);
    }

    [Theory]
    [InlineData("""{"id": {"a": 1}}""")]
    [InlineData("""{"id": null}""")]
    [InlineData("""{}""")]
    [InlineData("""{"id": [1, 2]}""")]
    public async Task Execute_VariableOfAWrongType_IsBadUserInput(string variables)
    {
        var graph = Graph();

        var result = await graph.RunAsync("query ($id: ID!) { item(id: $id) { id } }", variables);

        Assert.Equal(ResultOutcome.BadRequest, result.Outcome);
        Assert.Equal(ErrorCodes.BadUserInput, Assert.Single(result.Errors).Code);
        Assert.False(_entered.Task.IsCompleted);
        Assert.Empty(graph.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task Execute_HugeVariableOfAWrongForm_IsNotEchoed()
    {
        var result = await Graph().RunAsync("query ($id: ID!) { item(id: $id) { id } }", $$"""{"id": ["{{new string('x', 100_000)}}"]}""");

        Assert.True(Assert.Single(result.Errors).Message.Length <= 501);
    }

    [Fact]
    public async Task Execute_LongOperationName_IsCutForLogsAndSpans()
    {
        var result = await Graph().RunAsync($"query {new string('q', 200)} {{ __typename }}");

        Assert.Equal(64, result.Operation!.Name!.Length);
    }

    private static Task<OperationResult> StartAsync(IOperationExecutor executor, CancellationToken client) =>
        executor.ExecuteAsync(new OperationRequest("{ item { id } }", "t") { Variables = default(JsonElement) }, client);

    private TestGraph Graph() => new TestGraph("extend type Query { item(id: ID): Item } type Item { id: ID! }") { Time = _time }
        .Type<Item>("Item")
        .Query<Item>("item", async _ =>
        {
            _entered.TrySetResult();
            return await _answer.Task;
        });
}
