using System.Buffers;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution.Running;

public sealed class PlanEngineTests
{
    private const string Sdl = """
        extend type Query { items: [Item!] hang: Item shifting: [Item] }
        type Item { id: ID! name: String! next: Item }
        """;

    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LoadResult<Item>> _late = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Run_EverythingInMemory_CompletesAtOnce()
    {
        await using var services = Graph().Services();
        const string Text = "query ($yes: Boolean!) { items { id next { next { name @include(if: $yes) } } } }";
        var document = (await services.GetRequiredService<DocumentStore>().GetAsync(Text, TestContext.Current.CancellationToken)).Document!;
        var request = new OperationRequest(Text, "t") { Variables = System.Text.Json.JsonDocument.Parse("""{"yes": true}""").RootElement };

        var running = services.GetRequiredService<IOperationEngine>().RunAsync(document, document.Operations[0], request, TestContext.Current.CancellationToken);

        Assert.True(running.IsCompletedSuccessfully);
        Assert.Contains("item 2++", (await running).Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AfterAnOperationThatWasCutShort_IsNotDisturbedByItsLateCall()
    {
        var executor = Graph().Executor();
        var hanging = executor.ExecuteAsync(new OperationRequest("{ hang { next { id } } items { id } }", "t"), TestContext.Current.CancellationToken);
        await _entered.Task;
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(ResultOutcome.TimedOut, (await hanging).Outcome);

        var query = new OperationRequest("{ items { id next { id } } }", "t");
        var before = await executor.ExecuteAsync(query, TestContext.Current.CancellationToken);
        _late.SetResult(new Item("late"));
        var after = await executor.ExecuteAsync(query, TestContext.Current.CancellationToken);

        Assert.Equal("""{"data":{"items":[{"id":"1","next":{"id":"1+"}},{"id":"2","next":{"id":"2+"}}]}}""", before.Json());
        Assert.Equal(before.Json(), after.Json());
    }

    [Fact]
    public async Task Execute_ListThatIsAnotherEachTime_IsADefectAndNeverAnothersValues()
    {
        var result = await Graph().RunAsync("{ shifting { id next { id } } items { next { id } } }");

        Assert.Equal([["shifting", 0], ["shifting", 1]], result.Errors.Select(error => error.Path!));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.Internal, error.Code));
        Assert.EndsWith("""
            "data":{"shifting":[null,null],"items":[{"next":{"id":"1+"}},{"next":{"id":"2+"}}]}}
            """, result.Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_ManyAtOnce_AnswersEachWithItsOwn()
    {
        var executor = Graph().Executor();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            async () =>
            {
                var result = await executor.ExecuteAsync(
                    new OperationRequest($"{{ items {{ a{i % 7}: id next {{ id }} }} }}", "t"), TestContext.Current.CancellationToken);
                using var data = result.Data!;
                return (i, result.Json());
            },
            TestContext.Current.CancellationToken)));

        Assert.All(results, result => Assert.Equal(
            $$$"""{"data":{"items":[{"a{{{result.i % 7}}}":"1","next":{"id":"1+"}},{"a{{{result.i % 7}}}":"2","next":{"id":"2+"}}]}}""", result.Item2));
    }

    [Fact]
    public async Task Run_OneDocumentManyTimesAtOnce_EndsEachAnswerWhereItEnds()
    {
        const int Flows = 4, Runs = 20_000;
        await using var services = new TestGraph("extend type Query { text(length: Int!): String }")
            .Query<string>("text", context => new string('x', context.Arguments.Int("length")!.Value)).Services();
        const string Text = "query ($length: Int!) { text(length: $length) }";
        var document = (await services.GetRequiredService<DocumentStore>().GetAsync(Text, TestContext.Current.CancellationToken)).Document!;
        var engine = services.GetRequiredService<IOperationEngine>();

        var wrong = await Task.WhenAll(Enumerable.Range(1, Flows).Select(length => Task.Run(async () =>
        {
            var request = new OperationRequest(Text, "t") { Variables = System.Text.Json.JsonSerializer.SerializeToElement(new { length }) };
            var expected = $$$"""{"data":{"text":"{{{new string('x', length)}}}"}}""";
            for (var i = 0; i < Runs; i++)
            {
                var result = await engine.RunAsync(document, document.Operations[0], request, TestContext.Current.CancellationToken);
                using var data = result.Data!;
                if (result.Json() is var json && json != expected)
                {
                    return json;
                }
            }

            return null;
        })));

        Assert.All(wrong, Assert.Null);
    }

    [Fact]
    public void Dispose_OfData_GivesItsArrayBackOnce()
    {
        var data = new JsonData(ArrayPool<byte>.Shared.Rent(4), 2);

        data.Dispose();
        data.Dispose();

        Assert.Throws<ObjectDisposedException>(() => data.WriteTo(new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public async Task Execute_LongTexts_AreWrittenWhole()
    {
        var text = string.Concat(Enumerable.Repeat("ä\"1 ", 40_000));
        var graph = new TestGraph("extend type Query { text: String texts: [String!] }")
            .Query<string>("text", _ => text)
            .Query<IReadOnlyList<string>>("texts", _ => new[] { text, "b", text });

        var result = await graph.RunAsync("{ text texts }");

        var data = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetBytes(result.Json())).RootElement.GetProperty("data");
        Assert.Equal(text, data.GetProperty("text").GetString());
        Assert.Equal([text, "b", text], data.GetProperty("texts").EnumerateArray().Select(item => item.GetString()!));
    }

    private TestGraph Graph() => new TestGraph(Sdl) { Time = _time }
        .Query<IReadOnlyList<Item>>("items", _ => new Item[] { new("1"), new("2") })
        .Query<Item>("hang", async _ =>
        {
            _entered.TrySetResult();
            return await _late.Task;
        })
        .Query<IReadOnlyList<Item>>("shifting", _ => new ShiftingList())
        .Field<Item, Item>("Item", "next", (parents, _) => [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}+"))]);

    /// <summary>Makes its elements when they are asked for.</summary>
    private sealed class ShiftingList : IReadOnlyList<Item>
    {
        public int Count => 2;

        public Item this[int index] => new($"new {index}");

        public IEnumerator<Item> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
