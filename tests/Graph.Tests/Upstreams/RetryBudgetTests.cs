using Graph.Upstreams.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Upstreams;

public sealed class RetryBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryTakeRetry_QuietService_HasTheReserve()
    {
        var budget = new RetryBudget(ratio: 0.2, reserve: 10, _time);

        Assert.Equal(10, Take(budget, 50));
    }

    [Fact]
    public void TryTakeRetry_UsedUp_ComesBackAtOneASecondUpToTheReserve()
    {
        var budget = new RetryBudget(ratio: 0.2, reserve: 10, _time);
        Take(budget, 10);

        _time.Advance(TimeSpan.FromSeconds(3));
        var afterThree = Take(budget, 50);
        _time.Advance(TimeSpan.FromMinutes(10));
        var afterLong = Take(budget, 50);

        Assert.Equal((3, 10), (afterThree, afterLong));
    }

    [Fact]
    public void TryTakeRetry_EachCallAsksForThree_GetsAFifthOfTheCalls()
    {
        var budget = new RetryBudget(ratio: 0.2, reserve: 10, _time);

        var retries = 0;
        for (var call = 0; call < 1_000; call++)
        {
            budget.AddCall();
            retries += Take(budget, 3);
        }

        Assert.InRange(retries, 200, 210);
    }

    [Fact]
    public void AddCall_LongHealthyTime_EarnsNoMoreThanAHundred()
    {
        var budget = new RetryBudget(ratio: 0.2, reserve: 10, _time);

        for (var call = 0; call < 100_000; call++)
        {
            budget.AddCall();
        }

        Assert.Equal(100, Take(budget, 1_000));
    }

    [Fact]
    public void TryTakeRetry_NoReserveAndNoRatio_NeverRetries()
    {
        var budget = new RetryBudget(ratio: 0, reserve: 0, _time);
        budget.AddCall();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, Take(budget, 1));
    }

    private static int Take(RetryBudget budget, int tries) => Enumerable.Range(0, tries).Count(_ => budget.TryTakeRetry());
}
