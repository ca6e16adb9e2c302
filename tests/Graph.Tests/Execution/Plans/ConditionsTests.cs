using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Execution.Plans;

/// <summary><c>@skip</c> and <c>@include</c>: a plan for each set of their variables' values.</summary>
public sealed class ConditionsTests
{
    private const string Query = """
        query ($a: Boolean!, $b: Boolean = false) {
          items { name @include(if: $a) id ... @skip(if: $a) { twice: id } name next @include(if: $b) { id } next @skip(if: $b) { name } ...f @include(if: $b) }
        }
        fragment f on Item { last: id }
        """;

    private int _calls;

    [Theory]
    [InlineData("""{"a": true}""", """{"name":"item 1","id":"1","next":{"name":"item 1+"}}""")]
    [InlineData("""{"a": false}""", """{"id":"1","twice":"1","name":"item 1","next":{"name":"item 1+"}}""")]
    [InlineData("""{"a": true, "b": true}""", """{"name":"item 1","id":"1","next":{"id":"1+"},"last":"1"}""")]
    [InlineData("""{"a": false, "b": true}""", """{"id":"1","twice":"1","name":"item 1","next":{"id":"1+"},"last":"1"}""")]
    public async Task Execute_Conditions_LeaveWhatTheySayInItsOrder(string variables, string item) =>
        Assert.Equal($$$"""{"data":{"items":[{{{item}}}]}}""", (await Graph().RunAsync(Query, variables)).Json());

    [Fact]
    public async Task Execute_FieldThatIsLeftOut_IsNotCalled()
    {
        await Graph().RunAsync("query ($a: Boolean!) { items { next @include(if: $a) { id } } }", """{"a": false}""");

        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Execute_EverythingLeftOut_IsAnEmptyObject() =>
        Assert.Equal("""{"data":{}}""", (await Graph().RunAsync("{ items @skip(if: true) { id } }")).Json());

    [Fact]
    public async Task Take_SameValues_GivesTheSamePlan()
    {
        await using var services = Graph().Services();
        var take = await TakerAsync(services);

        Assert.Same(await take(true, false), await take(true, false));
        Assert.NotSame(await take(true, false), await take(false, false));
        Assert.Same(await take(false, true), await take(false, true));
    }

    [Fact]
    public async Task Take_MorePlansThanFieldsMayBeKept_CompilesTheOthersEachTime()
    {
        var graph = Graph();
        graph.Settings["Limits:PlanFields"] = "1";
        await using var services = graph.Services();
        var take = await TakerAsync(services);

        Assert.Same(await take(true, false), await take(true, false));
        Assert.NotSame(await take(false, false), await take(false, false));
    }

    private static async Task<Func<bool, bool, Task<SelectionPlan>>> TakerAsync(IServiceProvider services)
    {
        var document = (await services.GetRequiredService<DocumentStore>().GetAsync(Query, TestContext.Current.CancellationToken)).Document!;
        var compiled = services.GetRequiredService<OperationCompiler>().Compile(document, document.Operations[0]);
        return async (a, b) =>
        {
            var variables = JsonSerializer.SerializeToElement(new { a, b });
            return (await compiled.TakeAsync(new OperationRequest(Query, "t") { Variables = variables })).Input!.Selection;
        };
    }

    private TestGraph Graph() => new TestGraph("extend type Query { items: [Item!] } type Item { id: ID! name: String! next: Item }")
        .Query<IReadOnlyList<Item>>("items", _ => new Item[] { new("1") })
        .Field<Item, Item>("Item", "next", (parents, _) =>
        {
            _calls++;
            return [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}+"))];
        });
}
