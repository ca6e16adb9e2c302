using Graph.Execution.Persisted;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution.Persisted;

public sealed class WriteAllowanceTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(2, 1_000)]
    [InlineData(1_000, 6)]
    public void TryTake_MoreThanMemoryWouldHold_WaitsForTheTimeToPass(int maxDocuments, int maxBytes)
    {
        var options = new PersistedOptions { MaxDocuments = maxDocuments, MaxBytes = maxBytes, SharedFor = TimeSpan.FromHours(1) };
        var allowance = new WriteAllowance(options, _time);

        Assert.True(allowance.TryTake("abc"));
        Assert.True(allowance.TryTake("abc"));
        Assert.False(allowance.TryTake("abc"));
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(allowance.TryTake("abc"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(allowance.TryTake("abc"));
    }
}
