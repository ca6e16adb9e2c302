using System.Diagnostics.Metrics;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Execution.Documents;

public sealed class LimitsTests
{
    private const string Sdl = """
        extend type Query { item(id: ID): Item }
        type Item { id: ID! name: String! next: Item }
        """;

    private int _calls;

    public static TheoryData<string, string, string> TooMuch => new()
    {
        { "500 levels of nesting", Nested(500), ErrorCodes.DepthLimitExceeded },
        { "16 levels", Nested(16), ErrorCodes.DepthLimitExceeded },
        { "100 KB", $"{{ item {{ id }} }}{new string(' ', 102_400)}", ErrorCodes.LimitExceeded },
        { "5,001 tokens", $"{{ {Repeat("id ", 4_999)} }}", ErrorCodes.LimitExceeded },
        { "a long name", $"{{ {new string('a', 257)} }}", ErrorCodes.LimitExceeded },
        { "10,000 aliases", $"{{ {Numbered(10_000, i => $"a{i}: item {{ id }} ")} }}", ErrorCodes.LimitExceeded },
        { "201 aliases of one field", $"{{ {Numbered(201, i => $"a{i}: item {{ id }} ")} }}", ErrorCodes.LimitExceeded },
        { "201 times one key in one place", $"{{ item {{ {Repeat("id ", 201)} }} }}", ErrorCodes.LimitExceeded },
        { "51 directives at one place", $"{{ item {{ id {Repeat("@skip(if: false) ", 51)} }} }}", ErrorCodes.LimitExceeded },
        { "51 directives on an operation", $"query {Repeat("@live ", 51)} {{ item {{ id }} }}", ErrorCodes.LimitExceeded },
        { "201 fragments", $"{{ item {{ id }} }} {Numbered(201, i => $"fragment f{i} on Item {{ id }} ")}", ErrorCodes.LimitExceeded },
        { "fragments that double 60 times", FragmentBomb(60), ErrorCodes.LimitExceeded },
        { "2,001 fields after merging", Wide(), ErrorCodes.LimitExceeded },
        { "21 levels of introspection", Introspection(21), ErrorCodes.DepthLimitExceeded },
        { "fields of types of fields", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", ErrorCodes.DepthLimitExceeded },
        { "a fragment within itself", "{ item { ...a } } fragment a on Item { next { ...b } } fragment b on Item { ...a }", ErrorCodes.ValidationFailed },
        { "an unused fragment within itself", "{ item { id } } fragment a on Item { ...a }", ErrorCodes.ValidationFailed },
        { "no GraphQL", "{ item { id ", ErrorCodes.ParseFailed },
        { "a bad character", "{ item { id \u0000 } }", ErrorCodes.ParseFailed },
        { "an empty document", "", ErrorCodes.ValidationFailed },
        { "a fragment alone", "fragment a on Item { id }", ErrorCodes.ValidationFailed },
        { "an unknown field", "{ item { nope } }", ErrorCodes.ValidationFailed },
        { "a literal of a wrong type", "{ item(id: {a: 1}) { id } }", ErrorCodes.ValidationFailed },
        { "two operations, no name", "query a { item { id } } query b { item { id } }", ErrorCodes.BadUserInput },
        { "an undefined variable", "{ item(id: $id) { id } }", ErrorCodes.ValidationFailed },
        { "a mutation where there is none", "mutation { item { id } }", ErrorCodes.ValidationFailed },
        { "a subscription where there is none", "subscription { item { id } }", ErrorCodes.ValidationFailed },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task Execute_OverALimit_IsRefusedBeforeAnyCall(string what, string query, string code)
    {
        var graph = Graph();

        var result = await graph.RunAsync(query);

        Assert.Equal(ResultOutcome.BadRequest, result.Outcome);
        Assert.True(code == result.Errors[0].Code, $"{what}: {result.Json()}");
        Assert.Equal(0, _calls);
        Assert.Empty(graph.Logs.At(Microsoft.Extensions.Logging.LogLevel.Error));
    }

    [Theory]
    [InlineData("15 levels", 15)]
    [InlineData("one level", 2)]
    public async Task Execute_AtTheDepthLimit_Runs(string what, int levels)
    {
        var result = await Graph().RunAsync(Nested(levels));

        Assert.True(result.Errors.Count == 0, $"{what}: {result.Json()}");
    }

    [Fact]
    public async Task Execute_AtTheOtherLimits_Runs()
    {
        foreach (var query in new[]
        {
            $"{{ {Numbered(200, i => $"a{i}: item {{ id }} ")} }}",
            $"{{ item {{ {Repeat("id ", 200)} }} }}",
            $"{{ item {{ ...f0 }} }} {Numbered(199, i => $"fragment f{i} on Item {{ id ...f{i + 1} }} ")} fragment f199 on Item {{ name }}",
            Introspection(20),
        })
        {
            var result = await Graph().RunAsync(query);

            Assert.True(result.Errors.Count == 0, result.Json());
        }
    }

    [Fact]
    public async Task Execute_LimitError_NamesItsSetting()
    {
        var result = await Graph().RunAsync($"{{ {Numbered(201, i => $"a{i}: item {{ id }} ")} }}");

        Assert.Equal("The document has more than 200 aliases of field 'item' (Limits:Aliases).", result.Errors[0].Message);
    }

    [Fact]
    public async Task Execute_ChangedLimit_IsTheOneThatCounts()
    {
        var graph = Graph();
        graph.Settings["Limits:Depth"] = "3";

        Assert.Equal(ErrorCodes.DepthLimitExceeded, (await graph.RunAsync(Nested(4))).Errors[0].Code);
        Assert.Empty((await graph.RunAsync(Nested(3))).Errors);
    }

    [Fact]
    public async Task Execute_SyntaxError_SaysWhere()
    {
        var result = await Graph().RunAsync("{\n  item(");

        Assert.Equal([new SourceLocation(2, 8)], result.Errors[0].Locations);
    }

    [Fact]
    public async Task Execute_ManyValidationErrors_AreCountedAtTheEnd()
    {
        var result = await Graph().RunAsync($"{{ {Numbered(150, i => $"nope{i} ")} }}");

        Assert.Equal(101, result.Errors.Count);
        Assert.Equal("50 more errors are left out (Limits:Errors).", result.Errors[^1].Message);
    }

    [Fact]
    public async Task Execute_Refusal_IsCountedByCode()
    {
        var counted = new List<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == GraphTelemetry.Meter && instrument.Name == "graph.request.rejected")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
            {
                counted.Add(tags[0].Value);
            }
        });
        listener.Start();

        await Graph().RunAsync(Nested(400));

        lock (counted)
        {
            Assert.Contains(ErrorCodes.DepthLimitExceeded, counted);
        }
    }

    [Fact]
    public async Task GetAsync_ValidDocuments_AreKeptUpToTheLimit()
    {
        var graph = Graph();
        graph.Settings["Limits:CachedDocuments"] = "10";
        graph.Settings["Limits:CachedDocumentLength"] = "100";
        var token = TestContext.Current.CancellationToken;
        var store = graph.Services().GetRequiredService<DocumentStore>();

        var first = await store.GetAsync("{ item { id } }", token);
        Assert.Same(first.Document, (await store.GetAsync("{ item { id } }", token)).Document);
        await store.GetAsync("{ item { nope } }", token);
        await store.GetAsync($"{{ item {{ id }} }}{new string(' ', 100)}", token);
        Assert.Equal(1, store.Count);
        for (var i = 0; i < 50; i++)
        {
            await store.GetAsync($"{{ a{i}: item {{ id }} }}", token);
        }

        Assert.InRange(store.Count, 1, 10);
    }

    internal static string Nested(int levels) =>
        $"{{ item {Repeat("{ next ", levels - 2)} {{ id }} {Repeat("} ", levels - 2)} }}";

    private static string Introspection(int levels) =>
        $"{{ __type(name: \"Item\") {Repeat("{ ofType ", levels - 2)} {{ name }} {Repeat("} ", levels - 2)} }}";

    private static string FragmentBomb(int fragments) =>
        $"{{ item {{ ...f0 }} }} {Numbered(fragments, i => $"fragment f{i} on Item {{ ...f{i + 1} ...f{i + 1} }} ")} fragment f{fragments} on Item {{ id }}";

    private static string Wide() =>
        $"{{ {Numbered(11, i => $"a{i}: item {{ ...f }} ")} }} fragment f on Item {{ {Numbered(190, i => $"n{i}: name ")} }}";

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    private static string Numbered(int times, Func<int, string> text) => string.Concat(Enumerable.Range(0, times).Select(text));

    private TestGraph Graph() => new TestGraph(Sdl)
        .Query<Item>("item", _ =>
        {
            _calls++;
            return new Item("1");
        })
        .Field<Item, Item>("Item", "next", (parents, _) => [.. parents.Select(parent => (LoadResult<Item>)new Item(parent.Id))]);
}
