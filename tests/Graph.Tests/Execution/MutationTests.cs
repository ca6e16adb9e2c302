using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.TestKit;
using Graph.Upstreams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution;

public sealed class MutationTests : IDisposable
{
    private const string Sdl = """
        extend type Query { item: Item }
        extend type Mutation { add(id: ID!): Payload broken: Payload hang: Payload }
        type Payload { item: Item items: [Item!] }
        type Item { id: ID! next: Item strict: Item! slow: Item }
        """;

    internal sealed record Payload(Item? Item, IReadOnlyList<Item>? Items = null);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _steps = [];
    private readonly List<(ILoader Load, IWriter Write)> _mutations = [];
    private readonly List<ILoader> _reads = [];
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LoadResult<Payload>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _client = new();

    /// <summary>What else adding an item does, by its id.</summary>
    private Func<string, Task> _onAdd = _ => Task.CompletedTask;

    private Func<Task> _onSlow = () => Task.CompletedTask;

    private Action _onHung = () => { };

    [Fact]
    public async Task Execute_SeveralMutations_RunOneAfterTheOtherWithTheirSelections()
    {
        _onAdd = async _ => await Task.Yield();

        var result = await Graph().RunAsync("mutation { a: add(id: 1) { item { next { next { id } } } } b: add(id: 2) { item { next { id } } } c: add(id: 3) { item { id } } }");

        Assert.Equal(
            """{"data":{"a":{"item":{"next":{"next":{"id":"1++"}}}},"b":{"item":{"next":{"id":"2+"}}},"c":{"item":{"id":"3"}}}}""", result.Json());
        Assert.Equal(["add 1", "added 1", "next 1", "next 1+", "add 2", "added 2", "next 2", "add 3", "added 3"], _steps);
    }

    [Fact]
    public async Task Execute_SelectionOfAMutation_IsBatched()
    {
        await Graph().RunAsync("mutation { add(id: 1) { items { next { id } } } }");

        Assert.Equal(["add 1", "added 1", "next 1a,1b"], _steps);
    }

    [Fact]
    public async Task Execute_EachMutation_ReadsWithLoadersOfItsOwnUnderOneRequest()
    {
        await Graph().RunAsync("mutation { a: add(id: 1) { item { next { id } } } b: add(id: 2) { item { next { id } } } }");

        Assert.NotSame(_mutations[0].Load, _mutations[1].Load);
        Assert.Equal(_mutations.Select(mutation => mutation.Load), _reads);
        Assert.Single(_mutations.Select(mutation => ((UnusedLoader)mutation.Load).Request).Distinct(ReferenceEqualityComparer.Instance));
        Assert.Same(_mutations[0].Write, _mutations[1].Write);
        Assert.Same(((UnusedLoader)_mutations[0].Load).Request, ((UnusedWriter)_mutations[0].Write).Request);
    }

    [Fact]
    public async Task Execute_Query_ReadsWithOneLoader()
    {
        var result = await Graph().RunAsync("{ a: item { next { next { id } } } b: item { next { id } } }");

        Assert.Empty(result.Errors);
        // One read for the items of both, one for those below.
        Assert.Equal(2, _reads.Count);
        Assert.Single(_reads.Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task Execute_FailedMutation_NeitherStopsNorErasesTheOthers()
    {
        var result = await Graph().RunAsync("""mutation { a: add(id: 1) { item { id } } b: add(id: "bad") { item { id } } c: add(id: 3) { item { id } } }""");

        Assert.EndsWith("""
            "data":{"a":{"item":{"id":"1"}},"b":null,"c":{"item":{"id":"3"}}}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(["b"], Assert.Single(result.Errors).Path!);
        Assert.Equal(ErrorCodes.UpstreamRejected, result.Errors[0].Code);
    }

    [Fact]
    public async Task Execute_DefectInAMutation_IsMaskedLoggedAndItsOwn()
    {
        var graph = Graph();

        var result = await graph.RunAsync("mutation { broken { item { id } } add(id: 1) { item { id } } }");

        Assert.Equal(ErrorCodes.Internal, Assert.Single(result.Errors).Code);
        Assert.DoesNotContain("secret", result.Json(), StringComparison.Ordinal);
        Assert.EndsWith("""
            "data":{"broken":null,"add":{"item":{"id":"1"}}}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Single(graph.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task Execute_NullBelowAPayload_StopsAtItsNullableParent()
    {
        var result = await Graph().RunAsync("mutation { a: add(id: 1) { item { strict { id } } } b: add(id: 2) { item { id } } }");

        Assert.EndsWith("""
            "data":{"a":{"item":null},"b":{"item":{"id":"2"}}}}
            """, result.Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_DeadlineBetweenMutations_TellsWhatRanAndWhatDidNot()
    {
        _onAdd = id => Task.FromResult(id == "1" ? Advance() : 0);

        var result = await Graph().RunAsync("mutation { a: add(id: 1) { item { id } } b: add(id: 2) { item { id } } c: add(id: 3) { item { id } } __typename }");

        Assert.Equal(ResultOutcome.Executed, result.Outcome);
        Assert.EndsWith("""
            "data":{"a":{"item":{"id":"1"}},"b":null,"c":null,"__typename":"Mutation"}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal([["b"], ["c"]], result.Errors.Select(error => error.Path!));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.RequestTimeout, error.Code));
        Assert.Equal(["add 1", "added 1"], _steps);
    }

    [Fact]
    public async Task Execute_DeadlineInAMutation_LeavesItsOutcomeUnknownThoughTheBindingHangs()
    {
        var running = Graph().RunAsync("mutation { a: add(id: 1) { item { id } } hang { item { id } } c: add(id: 3) { item { id } } }");
        await _hanging.Task;

        Advance();
        var result = await running;

        Assert.Equal([ErrorCodes.OutcomeUnknown, ErrorCodes.RequestTimeout], result.Errors.Select(error => error.Code));
        Assert.EndsWith("""
            "data":{"a":{"item":{"id":"1"}},"hang":null,"c":null}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.All(result.Errors, error => Assert.NotEqual(true, error.Retryable));
    }

    [Fact]
    public async Task Execute_DefectPastTheDeadline_IsLogged()
    {
        var graph = Graph();
        var running = graph.RunAsync("mutation { hang { item { id } } }");
        await _hanging.Task;
        Advance();
        Assert.Equal(ErrorCodes.OutcomeUnknown, Assert.Single((await running).Errors).Code);

        _answer.SetException(new InvalidOperationException("late"));

        await Patience.UntilAsync(() => Task.FromResult(graph.Logs.At(LogLevel.Error).Any()), () => "The defect was not logged.");
    }

    [Fact]
    public async Task Execute_DeadlineInAPayload_KeepsWhatWasWritten()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onSlow = () =>
        {
            entered.SetResult();
            return _answer.Task;
        };
        var running = Graph().RunAsync("mutation { a: add(id: 1) { item { id next { id } slow { id } } } b: add(id: 2) { item { id } } }");
        await entered.Task;

        Advance();
        var result = await running;

        Assert.Contains("""
            "a":{"item":{"id":"1","next":{"id":"1+"},"slow":null}},"b":null}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal([ErrorCodes.RequestTimeout, ErrorCodes.RequestTimeout], result.Errors.Select(error => error.Code));
        Assert.Equal(["a", "item", "slow"], result.Errors[0].Path!);
    }

    [Fact]
    public async Task Execute_ReadsOfAPayloadPastTheDeadline_AreNotBegun()
    {
        _onAdd = _ => Task.FromResult(Advance());

        var result = await Graph().RunAsync("mutation { add(id: 1) { items { id next { id } } } }");

        Assert.EndsWith("""
            "data":{"add":{"items":[{"id":"1a","next":null},{"id":"1b","next":null}]}}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(["add 1", "added 1"], _steps);
        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.RequestTimeout, error.Code));
    }

    [Fact]
    public async Task Run_CutShortBeforeTheFirst_LeavesTheWholeToBeRefused()
    {
        await using var services = Graph().Services();
        const string Text = "mutation { add(id: 1) { item { id } } }";
        var document = (await services.GetRequiredService<DocumentStore>().GetAsync(Text, TestContext.Current.CancellationToken)).Document!;
        var engine = services.GetRequiredService<IOperationEngine>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.RunAsync(
            document, document.Operations[0], new OperationRequest(Text, "t"), new CancellationToken(canceled: true)));

        Assert.Empty(_steps);
    }

    [Fact]
    public async Task Execute_ClientGone_BeginsNoFurtherMutation()
    {
        var graph = Graph();
        // At once, so that the mutation has an answer when its request looks at the client again.
        _onAdd = _ =>
        {
            _client.Cancel();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => graph.Executor().ExecuteAsync(
            new OperationRequest("mutation { a: add(id: 1) { item { next { id } } } b: add(id: 2) { item { id } } }", "t"), _client.Token));

        Assert.Equal(["add 1", "added 1"], _steps);
        Assert.Empty(graph.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task Execute_ClientGoneInAMutation_LetsItComeToItsEnd()
    {
        var graph = Graph();
        var running = graph.Executor().ExecuteAsync(new OperationRequest("mutation { hang { item { id } } add(id: 2) { item { id } } }", "t"), _client.Token);
        await _hanging.Task;
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onHung = finished.SetResult;

        await _client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _answer.SetResult(new Payload(null));
        await finished.Task;
        Assert.Empty(_steps);
    }

    [Fact]
    public async Task Execute_ViewerAndToken_ReachResolversAndLoads()
    {
        Viewer? inQuery = null, inMutation = null;
        LoadRequest? request = null;
        var graph = new TestGraph("extend type Query { item: Item } extend type Mutation { add: Item } type Item { id: ID! }")
            .Type<Item>("Item")
            .Query<Item>("item", context =>
            {
                inQuery = context.Viewer;
                return new Item("1");
            })
            .Mutation<Item>("add", context =>
            {
                inMutation = context.Viewer;
                request = ((UnusedLoader)context.Load).Request;
                return new Item("1");
            });
        var executor = graph.Executor();
        var viewer = new Viewer("u1", new HashSet<string>());
        var token = new ViewerToken("t");

        await executor.ExecuteAsync(new OperationRequest("{ item { id } }", "t") { Viewer = viewer, Token = token }, TestContext.Current.CancellationToken);
        await executor.ExecuteAsync(new OperationRequest("mutation { add { id } }", "t") { Viewer = viewer, Token = token }, TestContext.Current.CancellationToken);

        Assert.Same(viewer, inQuery);
        Assert.Same(viewer, inMutation);
        Assert.Same(viewer, request!.Viewer);
        Assert.Same(token, request.Token);
    }

    public void Dispose() => _client.Dispose();

    private int Advance()
    {
        _time.Advance(TimeSpan.FromSeconds(11));
        return 0;
    }

    private async ValueTask<LoadResult<Payload>> AddAsync(MutationContext context)
    {
        var id = context.Arguments.Required("id");
        _mutations.Add((context.Load, context.Write));
        _steps.Add($"add {id}");
        await _onAdd(id);
        _steps.Add($"added {id}");
        return id == "bad"
            ? new Failure(ErrorCodes.UpstreamRejected, "No.")
            : new Payload(new Item(id), [new Item($"{id}a"), new Item($"{id}b")]);
    }

    private LoadResult<Item>[] Next(IReadOnlyList<Item> parents, FieldContext context)
    {
        _reads.Add(context.Load);
        _steps.Add($"next {string.Join(',', parents.Select(parent => parent.Id))}");
        return [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}+"))];
    }

    private TestGraph Graph()
    {
        var graph = new TestGraph(Sdl) { Time = _time }
            .Type<Payload>("Payload")
            .Query<Item>("item", _ => new Item("1"))
            .Mutation<Payload>("add", AddAsync)
            .Mutation("broken", LoadResult<Payload> (_) => throw new InvalidOperationException("secret"))
            .Mutation<Payload>("hang", async _ =>
            {
                _hanging.SetResult();
                var answer = await _answer.Task;
                _onHung();
                return answer;
            })
            .Field<Item, Item>("Item", "next", Next)
            .Field<Item, Item>("Item", "strict", (parents, _) => LoadResults.AllFailed<Item>(parents.Count, new Failure(ErrorCodes.UpstreamRejected, "No.")));
        return graph.FieldAsync<Item, Item>("Item", "slow", async (parents, _) =>
        {
            await _onSlow();
            return new LoadResult<Item>[parents.Count];
        });
    }
}
