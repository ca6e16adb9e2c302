using System.Collections.Concurrent;
using System.Threading.Channels;
using Graph.Domains.Abstractions;
using Graph.Execution.WarmUp;
using Graph.Hosting;
using Graph.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution.WarmUp;

/// <summary>Warm-up operations over a graph of one query field, whose calls the test answers, and one mutation.</summary>
internal sealed class WarmUpWorld : IAsyncDisposable
{
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<LoadResult<Item>>> _answers = new();
    private readonly List<IReadinessCondition> _others = [];
    private ServiceProvider? _services;
    private int _mutations;

    public WarmUpWorld(params (string Setting, string Value)[] settings)
    {
        Graph = new TestGraph("extend type Query { item(id: ID!): Item } extend type Mutation { add: Item } type Item { id: ID! }") { Time = Time }
            .Type<Item>("Item")
            .Query<Item>("item", async field =>
            {
                var id = field.Arguments.Required("id");
                _calls.Writer.TryWrite(id);
                return await AnswerTo(id).Task;
            })
            .Mutation<Item>("add", _ =>
            {
                Interlocked.Increment(ref _mutations);
                return new Item("new");
            });
        foreach (var (setting, value) in settings)
        {
            Graph.Settings[$"WarmUp:{setting}"] = value;
        }
    }

    public FakeTimeProvider Time { get; } = new();

    public TestGraph Graph { get; }

    /// <summary>How often the mutation has run.</summary>
    public int Mutations => Volatile.Read(ref _mutations);

    public WarmUpProgress Progress => Services.GetRequiredService<WarmUpProgress>();

    public WarmUpOptions Options => Services.GetRequiredService<IOptions<WarmUpOptions>>().Value;

    public IReadOnlyList<string> Warnings => [.. Graph.Logs.At(LogLevel.Warning)];

    public IReadOnlyList<string> Notes => [.. Graph.Logs.At(LogLevel.Information)];

    /// <summary>Whether a call waits that <see cref="NextCallAsync"/> has not told of yet.</summary>
    public bool HasCall => _calls.Reader.TryPeek(out _);

    private ServiceProvider Services => _services ??= Build();

    private OperationsWarmUp WarmUp => Services.GetRequiredService<OperationsWarmUp>();

    public static string Query(string id) => $$"""{ item(id: "{{id}}") { id } }""";

    /// <summary>What is to hold besides, before an operation runs.</summary>
    public WarmUpWorld Waiting(params IReadinessCondition[] others)
    {
        _others.AddRange(others);
        return this;
    }

    /// <summary>As a host starts it: the schema's own warm-up has come to its end when this returns.</summary>
    public async Task StartAsync()
    {
        var schema = Services.GetRequiredService<WarmUpService>();
        await schema.StartAsync(TestContext.Current.CancellationToken);
        await schema.ExecuteTask!;
        await WarmUp.StartAsync(TestContext.Current.CancellationToken);
        await WarmUp.StartedAsync(TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => WarmUp.StoppingAsync(TestContext.Current.CancellationToken);

    public Task EndAsync() => WarmUp.ExecuteTask!.WaitAsync(Patience.Limit);

    /// <summary>The id of the next call of the query field.</summary>
    public Task<string> NextCallAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public void Answer(params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            AnswerTo(id).TrySetResult(new Item(id));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await StopAsync();
            await _services.DisposeAsync();
        }
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        Graph.AddTo(services);
        _others.ForEach(other => services.AddSingleton(other));
        return services.BuildServiceProvider();
    }

    private TaskCompletionSource<LoadResult<Item>> AnswerTo(string id) =>
        _answers.GetOrAdd(id, _ => new TaskCompletionSource<LoadResult<Item>>(TaskCreationOptions.RunContinuationsAsynchronously));
}
