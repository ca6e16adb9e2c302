using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Graph.Upstreams;
using Graph.Upstreams.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Upstreams;

public sealed class UpstreamClientsOptionsTests
{
    private const string Address = "Upstreams:BaseAddress=http://127.0.0.1:9";

    [Fact]
    public void Read_NothingButAnAddress_HasTheDocumentedDefaults()
    {
        var options = Read(Address).Resolve("Products");

        Assert.Equal((100, 8 * 1024 * 1024, 64, 256), (options.MaxBatchSize, options.MaxResponseBytes, options.MaxConcurrentCalls, options.MaxQueuedCalls));
        Assert.Equal((2, 8), (options.Timeout.Attempt.TotalSeconds, options.Timeout.Total.TotalSeconds));
        Assert.Equal((3, 1, 30, 0.2, 10), (options.Retry.MaxAttempts, options.Retry.BaseDelay.TotalSeconds,
            options.Retry.MaxDelay.TotalSeconds, options.Retry.BudgetRatio, options.Retry.BudgetReserve));
        Assert.False(options.ForwardToken);
        Assert.Equal((5, 60), (options.CircuitBreaker.FailureThreshold, options.CircuitBreaker.BreakDuration.TotalSeconds));
    }

    [Fact]
    public void Defaults_AllNumbers_AreWithinTheirRanges() =>
        Assert.All(Ranges(new UpstreamClientOptions()), range => Assert.True(range.Range.IsValid(range.Value), range.Name));

    [Fact]
    public void Read_DefaultsAndOwn_OwnWinsAndTheRestIsInherited()
    {
        var options = Read(
            Address, "Upstreams:Defaults:MaxBatchSize=50", "Upstreams:Defaults:Timeout:Total=00:00:06",
            "Upstreams:Products:Timeout:Total=00:00:05", "upstreams:products:retry:maxattempts=1");

        Assert.Equal((50, 5, 1), Of("Products"));
        Assert.Equal((50, 6, 3), Of("Reviews"));

        (int, double, int) Of(string name) =>
            (options.Resolve(name).MaxBatchSize, options.Resolve(name).Timeout.Total.TotalSeconds, options.Resolve(name).Retry.MaxAttempts);
    }

    [Fact]
    public void Read_ForwardToken_IsOfOneUpstream()
    {
        var options = Read(Address, "Upstreams:Products:ForwardToken=true", "Upstreams:Defaults:ForwardToken=false");

        Assert.Equal((true, false), (options.Resolve("Products").ForwardToken, options.Resolve("Reviews").ForwardToken));
    }

    [Theory]
    [InlineData("00:00:01.5", 1.5)]
    [InlineData("PT1.5S", 1.5)]
    [InlineData("PT1M", 60)]
    public void Read_Duration_InEitherNotation(string text, double seconds) => Assert.Equal(
        seconds, Read(Address, "Upstreams:Products:Timeout:Attempt=PT1S", $"Upstreams:Products:Timeout:Total={text}")
            .Resolve("Products").Timeout.Total.TotalSeconds);

    [Theory]
    [InlineData("Upstreams:Products:MaxBatchSize=many", "Upstreams:Products:MaxBatchSize must be a whole number.")]
    [InlineData("Upstreams:Products:MaxBatchSize=0", "Upstreams:Products:MaxBatchSize is 0; it must be between 1 and 10000.")]
    [InlineData("Upstreams:Defaults:MaxResponseBytes=-1", "Upstreams:Defaults:MaxResponseBytes is -1")]
    [InlineData("Upstreams:Products:Timeout:Attempt=2", "Upstreams:Products:Timeout:Attempt must be a duration such as 00:00:02 or PT2S.")]
    [InlineData("Upstreams:Products:Timeout:Attempt=P1Y2", "Upstreams:Products:Timeout:Attempt must be a duration")]
    [InlineData("Upstreams:Products:Timeout:Attempt=-PT2S", "Upstreams:Products:Timeout:Attempt must be a duration")]
    [InlineData("Upstreams:Products:Timeout=PT2S", "Upstreams:Products:Timeout is a section")]
    [InlineData("Upstreams:Products:Retry:BudgetRatio=1.1", "Upstreams:Products:Retry:BudgetRatio is 1.1; it must be between 0 and 1.")]
    [InlineData("Upstreams:Products:Retry:BudgetRatio=NaN", "Upstreams:Products:Retry:BudgetRatio is NaN")]
    [InlineData("Upstreams:Products:ForwardToken=yes", "Upstreams:Products:ForwardToken must be true or false.")]
    [InlineData("Upstreams:Defaults:ForwardToken=true", "Upstreams:Defaults:ForwardToken must not be true; set Upstreams:<Name>:ForwardToken")]
    [InlineData("Upstreams:Products:Retries=3", "Upstreams:Products:Retries is not a known setting; there are: BaseAddress, MaxBatchSize")]
    [InlineData("Upstreams:Product:MaxBatchSize=3", "Upstreams:Product is not a known setting; there are: BaseAddress, Embedded, Defaults, Products, Reviews.")]
    [InlineData("Upstreams:Embedded=maybe", "Upstreams:Embedded must be true or false.")]
    [InlineData("Upstreams:BaseAddress=products:80", "Upstreams:BaseAddress must be an absolute http or https address")]
    [InlineData("Upstreams:Products:BaseAddress=/products", "Upstreams:Products:BaseAddress must be an absolute")]
    [InlineData("Upstreams:Products:BaseAddress=ftp://host", "Upstreams:Products:BaseAddress must be an absolute")]
    [InlineData("Upstreams:Products:BaseAddress=http://host?a=b", "Upstreams:Products:BaseAddress must be an absolute")]
    [InlineData("Upstreams:Products:BaseAddress=http://me:secret@host", "Upstreams:Products:BaseAddress must be an absolute")]
    [InlineData("Upstreams:Products:Timeout:Attempt=PT9S", "Upstreams:Products:Timeout:Attempt is 00:00:09; it must not be above Timeout:Total (00:00:08).")]
    [InlineData("Upstreams:Defaults:Timeout:Total=PT1S", "Upstreams:Defaults:Timeout:Attempt is 00:00:02; it must not be above")]
    [InlineData("Upstreams:Products:Retry:BaseDelay=PT1M", "Upstreams:Products:Retry:BaseDelay is 00:01:00; it must not be above")]
    public void Read_OneMistake_IsNamedOnce(string setting, string problem)
    {
        var problems = Problems(Environments.Production, "Upstreams:Defaults:BaseAddress=http://127.0.0.1:9", setting);

        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ManyMistakes_StopsAndListsThemAll()
    {
        using var host = Build(
            Environments.Production, "Upstreams:Products:MaxBatchSize=0", "Upstreams:Products:Colour=red", "Upstreams:Wrong=1",
            "Upstreams:Reviews:Timeout:Attempt=PT9S", "Upstreams:Products:BaseAddress=http://host");

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["Upstreams:Products:Colour", "Upstreams:Products:MaxBatchSize", "Upstreams:Reviews:BaseAddress", "Upstreams:Reviews:Timeout:Attempt", "Upstreams:Wrong"],
            exception.Failures.Select(failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_NoAddressOutsideDevelopment_ListsWhatIsMissing() => Assert.Equal(
        ["Upstreams:Products:BaseAddress is missing", "Upstreams:Reviews:BaseAddress is missing"],
        Problems(Environments.Production).Select(problem => problem.Split(';')[0]));

    [Fact]
    public void Read_AddressThatCannotBeRead_IsNotAlsoMissing() =>
        Assert.Single(Problems(Environments.Production, "Upstreams:BaseAddress=products:80"));

    [Theory]
    [InlineData("Production", "true", true)]
    [InlineData("Production", "", false)]
    [InlineData("Development", "", true)]
    [InlineData("Development", "false", false)]
    public void Read_NoAddress_IsEmbeddedInDevelopmentOrWhenAsked(string environment, string embedded, bool allowed) =>
        Assert.Equal(allowed, Problems(environment, "Upstreams:Embedded=" + embedded).Length == 0);

    [Fact]
    public void AddressOf_OwnThenDefaultsThenAll_TheNearestWins()
    {
        var options = Read("Upstreams:BaseAddress=http://all", "Upstreams:Products:BaseAddress=http://own/api/");

        Assert.Equal("http://own/api/", options.AddressOf("Products")?.AbsoluteUri);
        Assert.Equal("http://all/", options.AddressOf("Reviews")?.AbsoluteUri);
    }

    private static UpstreamClientsOptions Read(params string[] settings)
    {
        using var host = Build(Environments.Production, settings);
        return host.Services.GetRequiredService<IOptions<UpstreamClientsOptions>>().Value;
    }

    private static string[] Problems(string environment, params string[] settings)
    {
        using var host = Build(environment, settings);
        try
        {
            _ = host.Services.GetRequiredService<IOptions<UpstreamClientsOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static IHost Build(string environment, params string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create(setting[0], (string?)setting[1])));
        builder.Services.AddUpstreams().AddUpstream("Products").AddUpstream("Reviews");
        return builder.Build();
    }

    private static IEnumerable<(string Name, RangeAttribute Range, object? Value)> Ranges(object options) =>
        options.GetType().GetProperties().SelectMany(property =>
            property.GetCustomAttribute<RangeAttribute>() is { } range ? [(property.Name, range, property.GetValue(options))]
            : property.CanWrite ? []
            : Ranges(property.GetValue(options)!));
}
