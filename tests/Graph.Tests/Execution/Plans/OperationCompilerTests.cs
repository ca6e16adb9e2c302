using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Execution.Plans;

/// <summary>An operation is compiled once for as long as its document is kept.</summary>
public sealed class OperationCompilerTests : IAsyncDisposable
{
    private const string Text = "query a { items { id } } query b { items { name } }";

    private readonly ServiceProvider _services;

    public OperationCompilerTests()
    {
        var graph = new TestGraph("extend type Query { items: [Item!] } type Item { id: ID! name: String! }").Type<Item>("Item")
            .Query<IReadOnlyList<Item>>("items", _ => new Item[] { new("1") });
        graph.Settings["Limits:CachedDocuments"] = "3";
        _services = graph.Services();
    }

    [Fact]
    public async Task Compile_SameOperationOfAKnownDocument_IsCompiledOnce()
    {
        var first = await CompileAsync(Text, operation: 0);

        Assert.Same(first, await CompileAsync(Text, operation: 0));
        Assert.Same(await PlanAsync(first), await PlanAsync(await CompileAsync(Text, operation: 0)));
    }

    [Fact]
    public async Task Compile_OperationsOfOneDocument_AreCompiledEach()
    {
        Assert.NotSame(await CompileAsync(Text, operation: 0), await CompileAsync(Text, operation: 1));
        Assert.Equal("name", (await PlanAsync(await CompileAsync(Text, operation: 1))).Fields[0].Objects!.Plans[0].Fields[0].Name);
    }

    [Fact]
    public async Task Compile_ManyOtherDocuments_PlansGoWithTheirDocument()
    {
        var first = await CompileAsync(Text, operation: 0);
        for (var i = 0; i < 50; i++)
        {
            await CompileAsync($"{{ items {{ a{i}: id }} }}", operation: 0);
        }

        Assert.NotSame(first, await CompileAsync(Text, operation: 0));
        Assert.InRange(_services.GetRequiredService<DocumentStore>().Count, 1, 3);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<CompiledOperation> CompileAsync(string text, int operation)
    {
        var document = (await _services.GetRequiredService<DocumentStore>().GetAsync(text, TestContext.Current.CancellationToken)).Document!;
        return _services.GetRequiredService<OperationCompiler>().Compile(document, document.Operations[operation]);
    }

    private static async Task<SelectionPlan> PlanAsync(CompiledOperation compiled) =>
        (await compiled.TakeAsync(new OperationRequest(Text, "t"))).Input!.Selection;
}
