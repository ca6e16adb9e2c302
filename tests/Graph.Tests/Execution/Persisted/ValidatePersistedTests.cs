using Graph.Execution.Persisted;
using Microsoft.Extensions.Configuration;

namespace Graph.Tests.Execution.Persisted;

public sealed class ValidatePersistedTests
{
    [Theory]
    [InlineData(true, null, null, true, false)]
    [InlineData(true, null, "localhost:6379", false, false)]
    [InlineData(true, null, "localhost:6379", true, true)]
    [InlineData(true, "trusted", null, false, true)]
    [InlineData(false, null, null, true, true)]
    public void Validate_Only_NeedsAPlaceForTrustedDocuments(bool only, string? folder, string? redis, bool fromRedis, bool isFine)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Redis:Configuration"] = redis }).Build();

        var result = new ValidatePersisted(configuration).Validate(
            null, new PersistedOptions { Only = only, Folder = folder, FromRedis = fromRedis });

        Assert.Equal(isFine, result.Succeeded);
        Assert.True(isFine || result.FailureMessage!.Contains("Persisted:Folder", StringComparison.Ordinal));
    }
}
