using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Binding;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Execution.Running;

/// <summary>What a subscription selects, run for the value of an event.</summary>
public sealed class SubscriptionTests
{
    private const string Sdl = """
        extend type Query { item: Item }
        extend type Subscription { changed(id: ID!, deep: Boolean = true): Item gone: [Item!]! count: Int own: Item @authenticated }
        type Item { id: ID! name: String! next: Item must: Item! }
        """;

    private int _calls;

    [Fact]
    public async Task Run_ValueOfAnEvent_IsSelectedFrom()
    {
        var subscription = await PrepareAsync("subscription ($id: ID!) { c: changed(id: $id) { id next { next { name } } __typename } }", """{"id": 7}""");

        var first = await RunAsync(subscription, new Item("a"));
        var second = await RunAsync(subscription, new Item("b"));

        Assert.Equal(("changed", "7", true), (subscription.Field, subscription.Arguments.Required("id"), subscription.Arguments.Bool("deep")));
        Assert.Equal("""{"data":{"c":{"id":"a","next":{"next":{"name":"item a++"}},"__typename":"Item"}}}""", first.Json());
        Assert.Equal("""{"data":{"c":{"id":"b","next":{"next":{"name":"item b++"}},"__typename":"Item"}}}""", second.Json());
        Assert.Equal(4, _calls);
    }

    [Fact]
    public async Task Run_NothingAndFailure_AreNullAndItsError()
    {
        var subscription = await PrepareAsync("subscription { changed(id: 1) { id } }");

        var nothing = await RunAsync(subscription, LoadResult<object>.NotFound);
        var failed = await RunAsync(subscription, new Failure(ErrorCodes.UpstreamUnavailable, "Down."));

        Assert.Equal("""{"data":{"changed":null}}""", nothing.Json());
        Assert.Equal((ErrorCodes.UpstreamUnavailable, "changed"), (Assert.Single(failed.Errors).Code, failed.Errors[0].Path![0]));
    }

    [Fact]
    public async Task Run_FailureOfANonNullField_NullsTheData()
    {
        var subscription = await PrepareAsync("subscription { gone { must { id } } }");

        var result = await RunAsync(subscription, LoadResults.Found<object>(new Item[] { new("a") }));

        Assert.EndsWith("\"data\":null}", result.Json(), StringComparison.Ordinal);
        Assert.Single(result.Errors);
    }

    [Fact]
    public async Task Run_Leaf_IsWritten() =>
        Assert.Equal("""{"data":{"count":42}}""", (await RunAsync(await PrepareAsync("subscription { count }"), LoadResults.Found<object>(42))).Json());

    [Fact]
    public async Task Run_GuardedField_IsDeniedForEachViewer()
    {
        var subscription = await PrepareAsync("subscription { own { id } }");

        var anonymous = await RunAsync(subscription, new Item("a"));
        var signedIn = await RunAsync(subscription, new Item("a"), new Viewer("u1", new HashSet<string>()));

        Assert.Equal(ErrorCodes.Unauthenticated, Assert.Single(anonymous.Errors).Code);
        Assert.Equal("""{"data":{"own":{"id":"a"}}}""", signedIn.Json());
    }

    [Fact]
    public async Task Prepare_VariableOfAWrongType_IsRefused()
    {
        await using var services = Graph().Services();
        var (document, request) = await ReadAsync(services, "subscription ($id: ID!) { changed(id: $id) { id } }", "{}");

        var result = await services.GetRequiredService<ISubscriptionEngine>().PrepareAsync(document, document.Operations[0], request);

        Assert.Null(result.Subscription);
        Assert.Equal(ErrorCodes.BadUserInput, Assert.Single(result.Errors).Code);
    }

    private async Task<PreparedSubscription> PrepareAsync(string text, string variables = "{}")
    {
        var services = Graph().Services();
        var (document, request) = await ReadAsync(services, text, variables);
        var result = await services.GetRequiredService<ISubscriptionEngine>().PrepareAsync(document, document.Operations[0], request);
        return result.Subscription!;
    }

    private static async Task<(PreparedDocument, OperationRequest)> ReadAsync(IServiceProvider services, string text, string variables)
    {
        var document = await services.GetRequiredService<DocumentStore>().GetAsync(text, TestContext.Current.CancellationToken);
        return (document.Document!, new OperationRequest(text, "t") { Variables = JsonDocument.Parse(variables).RootElement });
    }

    private static Task<OperationResult> RunAsync(PreparedSubscription subscription, LoadResult<object> value, Viewer? viewer = null) =>
        subscription.RunAsync(value, new OperationRequest("", "t") { Viewer = viewer }, TestContext.Current.CancellationToken);

    private TestGraph Graph()
    {
        var graph = new TestGraph(Sdl)
            .Query<Item>("item", _ => new Item("1"))
            .Field<Item, Item>("Item", "next", (parents, _) =>
            {
                _calls++;
                return [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}+"))];
            })
            .Field<Item, Item>("Item", "must", (parents, _) => LoadResults.AllFailed<Item>(parents.Count, new Failure(ErrorCodes.UpstreamRejected, "No.")));
        var type = graph.Registry.Bind("Subscription", typeof(object), "Test");
        graph.Registry.Add(type, ValueBinding.Of<object, Item>("changed", "Test", _ => throw new NotSupportedException()));
        graph.Registry.Add(type, ValueBinding.Of<object, IReadOnlyList<Item>>("gone", "Test", _ => throw new NotSupportedException()));
        graph.Registry.Add(type, ValueBinding.Of<object, int>("count", "Test", _ => throw new NotSupportedException()));
        graph.Registry.Add(type, ValueBinding.Of<object, Item>("own", "Test", _ => throw new NotSupportedException()));
        return graph;
    }
}
