using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;
using Graph.Execution.WarmUp;
using Graph.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution.WarmUp;

public sealed class WarmUpRunnerTests : IOperationExecutor
{
    private static readonly WarmUpOperation Operation = new("any", new OperationRequest("{ __typename }", "t"), IsCritical: true, TimeSpan.FromSeconds(3));

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<OperationResult> _answer = new();

    [Fact]
    public async Task Run_ExecutorHearsNoCancellation_EndsInTimeAllTheSame()
    {
        var run = RunnerOf(this).RunAsync(Operation, TimeSpan.MaxValue, CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(WarmUpResult.TimedOut, await run.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(nameof(ResultOutcome.TimedOut), ErrorCodes.RequestTimeout, 2)]
    [InlineData(nameof(ResultOutcome.Overloaded), ErrorCodes.Overloaded, 1)]
    [InlineData(nameof(ResultOutcome.Failed), ErrorCodes.Internal, 1)]
    public async Task Run_Refused_TellsALateAnswerFromAFailure(string outcome, string code, int expected)
    {
        _answer.SetResult(OperationResult.Refused(Enum.Parse<ResultOutcome>(outcome), new GraphError(code, "no")));

        var result = await RunnerOf(this).RunAsync(Operation, TimeSpan.MaxValue, CancellationToken.None);

        Assert.Equal((WarmUpResult)expected, result);
    }

    [Theory]
    [InlineData("query", 0)]
    [InlineData("mutation", 1)]
    [InlineData("subscription", 1)]
    public async Task Run_AnyOtherThanAQuery_IsAFailureWhateverTheExecutorMakesOfIt(string type, int expected)
    {
        _answer.SetResult(OperationResult.Executed(null, [], new OperationIdentity(type, null), new Dictionary<string, TimeSpan>()));

        var result = await RunnerOf(this).RunAsync(Operation, TimeSpan.MaxValue, CancellationToken.None);

        Assert.Equal((WarmUpResult)expected, result);
    }

    [Fact]
    public async Task Run_Stopping_EndsWithItsCancellation()
    {
        using var stopping = new CancellationTokenSource();
        var run = RunnerOf(this).RunAsync(Operation, TimeSpan.MaxValue, stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
    }

    Task<OperationResult> IOperationExecutor.ExecuteAsync(OperationRequest request, CancellationToken clientGone) => _answer.Task;

    private WarmUpRunner RunnerOf(IOperationExecutor executor) => new(executor, _time, NullLogger<WarmUpRunner>.Instance);
}
