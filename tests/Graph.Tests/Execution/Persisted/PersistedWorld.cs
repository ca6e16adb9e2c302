using Graph.Execution;
using Graph.Execution.Persisted;
using Graph.Execution.Results;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Execution.Persisted;

/// <summary>A small graph that runs documents by their hash.</summary>
internal sealed class PersistedWorld : IDisposable
{
    public const string Query = "{ item { id } }";
    public const string Answer = """{"data":{"item":{"id":"1"}}}""";

    private readonly ServiceProvider _services;

    public PersistedWorld(params (string Key, string Value)[] settings)
    {
        var graph = Graph();
        graph.Settings["Redis:Configuration"] = "is not asked: the test shares"; // so that there is a place for trusted documents
        foreach (var (key, value) in settings)
        {
            graph.Settings[key] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<ISharedDocuments>(Shared);
        graph.AddTo(services);
        _services = services.BuildServiceProvider();
    }

    public FakeSharedDocuments Shared { get; } = new();

    public AutomaticDocuments Automatic => _services.GetRequiredService<AutomaticDocuments>();

    public TrustedDocuments Trusted => _services.GetRequiredService<TrustedDocuments>();

    public static TestGraph Graph() => new TestGraph("extend type Query { item(id: ID): Item } type Mutation { change: Item } type Item { id: ID! }")
        .Type<Item>("Item")
        .Query<Item>("item", context => new Item(context.Arguments.Text("id") ?? "1"))
        .Mutation<Item>("change", _ => new Item("changed"));

    public Task<OperationResult> RunAsync(string text, string? hashOf = null, bool isOwn = false)
    {
        var request = new OperationRequest(text, "t") { PersistedHash = hashOf is null ? null : DocumentHash.Of(hashOf), IsOwn = isOwn };
        return _services.GetRequiredService<IOperationExecutor>().ExecuteAsync(request, TestContext.Current.CancellationToken);
    }

    /// <returns>The code of the refusal, or null when it has run.</returns>
    public async Task<string?> CodeAsync(string text, string? hashOf = null, bool isOwn = false) =>
        await RunAsync(text, hashOf, isOwn) is { Outcome: not ResultOutcome.Executed } refused ? Assert.Single(refused.Errors).Code : null;

    public void Trust(string text) => Trusted.Take(new Dictionary<DocumentHash, string> { [DocumentHash.Of(text)] = text });

    public void Dispose() => _services.Dispose();
}
