using Graph.Invalidation.Events;

namespace Graph.Tests.Invalidation.Events;

public sealed class ValidateEventsTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("now", null, true)]
    [InlineData("now", "before", true)]
    [InlineData(null, "before", false)]
    public void Validate_PreviousSecret_NeedsAPresentOne(string? secret, string? previous, bool isValid)
    {
        var result = new ValidateEvents(Microsoft.Extensions.Options.Options.Create(new Graph.Cluster.RedisOptions())).Validate(null, new EventsOptions { Secret = secret, PreviousSecret = previous });

        Assert.Equal(isValid, result.Succeeded);
        Assert.DoesNotContain("before", result.FailureMessage ?? "", StringComparison.Ordinal);
    }
}
