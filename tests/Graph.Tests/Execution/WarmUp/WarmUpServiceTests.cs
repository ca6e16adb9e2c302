using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Schema;
using Graph.Execution.WarmUp;
using Graph.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Execution.WarmUp;

public sealed class WarmUpServiceTests
{
    private readonly TaskCompletionSource<LoadResult<Item>> _answer = new();

    [Fact]
    public async Task Start_RunsTheQueryBeforeItIsReady()
    {
        var graph = Graph();
        graph.Settings["WarmUp:Query"] = "{ item { id } }";
        await using var services = graph.Services();
        var warmUp = services.GetRequiredService<WarmUpService>();
        var condition = Assert.Single(services.GetServices<IReadinessCondition>(), condition => condition.Name == "schema");

        await warmUp.StartAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(condition.NotReadyBecause);
        _answer.SetResult(new Item("1"));
        await warmUp.ExecuteTask!;

        Assert.Null(condition.NotReadyBecause);
        Assert.Empty(graph.Logs.At(LogLevel.Warning));
    }

    [Fact]
    public async Task Start_FailingQuery_IsLoggedAndDoesNotStopTheStart()
    {
        var graph = Graph();
        graph.Settings["WarmUp:Query"] = "{ nope }";
        await using var services = graph.Services();
        var warmUp = services.GetRequiredService<WarmUpService>();

        await warmUp.StartAsync(TestContext.Current.CancellationToken);
        await warmUp.ExecuteTask!;

        Assert.Null(warmUp.NotReadyBecause);
        Assert.Contains("Cannot query field 'nope'", Assert.Single(graph.Logs.At(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_SchemaThatDoesNotFit_StopsTheStartWithEveryProblem()
    {
        using var services = new TestGraph("extend type Query { a: Int b: Missing }").Services();

        var refused = Assert.Throws<SchemaException>(services.GetRequiredService<WarmUpService>);

        Assert.Equal(3, refused.Problems.Count);
    }

    [Theory]
    [InlineData("Limits:Depth", "0")]
    [InlineData("Limits:RequestTimeout", "00:00:00")]
    public void Limits_OutOfRange_AreRefused(string key, string value)
    {
        var graph = Graph();
        graph.Settings[key] = value;
        using var services = graph.Services();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LimitOptions>>().Value);
    }

    [Fact]
    public void Limits_UnknownKey_IsRefused()
    {
        var graph = Graph();
        graph.Settings["Limits:Deepness"] = "3";
        using var services = graph.Services();

        Assert.Contains(
            "Deepness", Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LimitOptions>>().Value).Message,
            StringComparison.Ordinal);
    }

    private TestGraph Graph() => new TestGraph("extend type Query { item: Item } type Item { id: ID! }")
        .Type<Item>("Item").Query<Item>("item", async _ => await _answer.Task);
}
