using Graph.Domains.Abstractions;
using Graph.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution.Running;

/// <summary>A slow branch never delays what an independent fast one calls next.</summary>
public sealed class BranchesTests
{
    private const string Sdl = """
        extend type Query { slow: Item fast: Item items: [Item!] }
        type Item { id: ID! slow: Item fast: Item next: Item }
        """;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(400), Fast = TimeSpan.FromMilliseconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _steps = [];
    private readonly Lock _lock = new();

    [Fact]
    public async Task Execute_FastBranchOfTheRoot_GoesOnWhileTheSlowOneIsUnderWay()
    {
        var running = Graph().RunAsync("{ slow { next { id } } fast { next { next { id } } } }");
        await StepsAsync("slow", "fast");

        _time.Advance(Fast);
        await StepsAsync("slow", "fast", "next fast", "next fast+");
        Assert.False(running.IsCompleted);

        _time.Advance(Slow - Fast);
        Assert.Equal(
            """{"data":{"slow":{"next":{"id":"slow+"}},"fast":{"next":{"next":{"id":"fast++"}}}}}""", (await running).Json());
        Assert.Equal("next slow", _steps[^1]);
    }

    [Fact]
    public async Task Execute_FastFieldOfTheSameObjects_GoesOnWhileTheSlowOneIsUnderWay()
    {
        var running = Graph().RunAsync("{ items { slow { next { id } } fast { next { id } } } }");
        await StepsAsync("slow 1,2", "fast 1,2");

        _time.Advance(Fast);
        await StepsAsync("slow 1,2", "fast 1,2", "next 1f,2f");

        _time.Advance(Slow - Fast);
        Assert.Contains("""{"slow":{"next":{"id":"2s+"}},"fast":{"next":{"id":"2f+"}}}""", (await running).Json(), StringComparison.Ordinal);
        Assert.Equal("next 1s,2s", _steps[^1]);
    }

    [Fact]
    public async Task Execute_BranchesThatComeInTogether_ShareTheCallOfTheirField()
    {
        var running = Graph().RunAsync("{ items { a: fast { next { id } } b: fast { ...f } slow { ...f } } } fragment f on Item { next { id } }");
        await StepsAsync("fast 1,2,1,2", "slow 1,2");

        _time.Advance(Fast);
        await StepsAsync("fast 1,2,1,2", "slow 1,2", "next 1f,2f,1f,2f");

        _time.Advance(Slow);
        Assert.Contains("""{"a":{"next":{"id":"2f+"}},"b":{"next":{"id":"2f+"}},"slow":{"next":{"id":"2s+"}}}""", (await running).Json(), StringComparison.Ordinal);
    }

    private Task StepsAsync(params string[] expected) => Patience.UntilAsync(
        () =>
        {
            lock (_lock)
            {
                return Task.FromResult(_steps.SequenceEqual(expected));
            }
        },
        () => $"The calls were {string.Join("; ", _steps)}.");

    private void Note(string step)
    {
        lock (_lock)
        {
            _steps.Add(step);
        }
    }

    private async ValueTask<LoadResult<Item>> RootAsync(string name, TimeSpan time)
    {
        Note(name);
        await Task.Delay(time, _time, TestContext.Current.CancellationToken);
        return new Item(name);
    }

    private async ValueTask<LoadResult<Item>[]> FieldAsync(IReadOnlyList<Item> parents, string name, TimeSpan time)
    {
        Note($"{name} {string.Join(',', parents.Select(parent => parent.Id))}");
        await Task.Delay(time, _time, TestContext.Current.CancellationToken);
        return [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}{name[0]}"))];
    }

    private TestGraph Graph() => new TestGraph(Sdl) { Time = _time }
        .Query<Item>("slow", _ => RootAsync("slow", Slow))
        .Query<Item>("fast", _ => RootAsync("fast", Fast))
        .Query<IReadOnlyList<Item>>("items", _ => new Item[] { new("1"), new("2") })
        .FieldAsync<Item, Item>("Item", "slow", (parents, _) => FieldAsync(parents, "slow", Slow))
        .FieldAsync<Item, Item>("Item", "fast", (parents, _) => FieldAsync(parents, "fast", Fast))
        .Field<Item, Item>("Item", "next", (parents, _) =>
        {
            Note($"next {string.Join(',', parents.Select(parent => parent.Id))}");
            return [.. parents.Select(parent => (LoadResult<Item>)new Item($"{parent.Id}+"))];
        });
}
