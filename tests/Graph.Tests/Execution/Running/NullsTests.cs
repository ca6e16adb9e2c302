using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution.Running;

/// <summary>What a null that may not be takes along, and the one error that stays of it.</summary>
public sealed class NullsTests
{
    private const string Sdl = """
        extend type Query { items: [Item] strict: [Item!]! rows: [[Item!]] one: Item }
        type Item { id: ID! maybe: Item must: Item! name: String! ratio: Float texts: [String!] any: Any }
        type Other { id: ID! }
        union Any = Other
        """;

    internal sealed record Part(string Id, string Name, double Ratio = 1, IReadOnlyList<string>? Texts = null);

    internal sealed record Other(string Id);

    [Fact]
    public async Task Execute_SeveralFailuresBelowOneNull_AreOneError()
    {
        var result = await Graph(_ => true).RunAsync("{ one { maybe { id } must { id } again: must { id } } }");

        Assert.Equal(["one", "must"], Assert.Single(result.Errors).Path!);
        Assert.EndsWith("""
            "data":{"one":null}}
            """, result.Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_RowsThatAreTakenBack_LeaveTheOthersTheirOwnValues()
    {
        // Every second item fails after something below it has been written, or before.
        var result = await Graph(id => id.EndsWith('2') || id.EndsWith('4'))
            .RunAsync("{ items { first: maybe { id maybe { id } } must { id maybe { id } } last: maybe { id } } }");

        Assert.Equal([["items", 1, "must"], ["items", 3, "must"]], result.Errors.Select(error => error.Path!));
        Assert.EndsWith(
            "\"data\":{\"items\":["
            + """{"first":{"id":"1m","maybe":{"id":"1mm"}},"must":{"id":"1!","maybe":{"id":"1!m"}},"last":{"id":"1m"}},null,"""
            + """{"first":{"id":"3m","maybe":{"id":"3mm"}},"must":{"id":"3!","maybe":{"id":"3!m"}},"last":{"id":"3m"}},null]}}""",
            result.Json(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_NestedLists_AreNullUpToTheNearestThatMayBe()
    {
        var result = await Graph(id => id == "2").RunAsync("{ rows { must { id } } strict { must { id } } }");

        Assert.EndsWith("\"data\":null}", result.Json(), StringComparison.Ordinal);
        Assert.Equal(["strict", 1, "must"], Assert.Single(result.Errors).Path!);

        var rows = await Graph(id => id == "2").RunAsync("{ rows { must { id } } }");
        Assert.EndsWith("""
            "data":{"rows":[null,[{"must":{"id":"3!"}}]]}}
            """, rows.Json(), StringComparison.Ordinal);
        Assert.Equal(["rows", 0, 1, "must"], Assert.Single(rows.Errors).Path!);
    }

    [Fact]
    public async Task Execute_ListThatIsLeftEarly_LeavesTheListsBehindItTheirOwnValues()
    {
        var result = await Graph(id => id == "1").RunAsync("{ rows { must { id } } }");

        Assert.EndsWith("""
            "data":{"rows":[null,[{"must":{"id":"3!"}}]]}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(["rows", 0, 0, "must"], Assert.Single(result.Errors).Path!);
    }

    [Fact]
    public async Task Execute_MoreNullsThanErrorsMayBe_CountsWhatIsSaid()
    {
        var graph = Graph(_ => true);
        graph.Settings["Limits:Errors"] = "2";

        var result = await graph.RunAsync("{ items { maybe { id } must { id } } }");

        Assert.Equal(3, result.Errors.Count);
        Assert.StartsWith("2 more errors", result.Errors[2].Message, StringComparison.Ordinal);
        Assert.All(result.Errors.Take(2), error => Assert.Equal("must", error.Path![2]));
    }

    [Fact]
    public async Task Execute_NullElementOfAListOfLeaves_TakesTheListAlong()
    {
        var result = await Graph(_ => false, new Part("1", "n", Texts: ["a", null!])).RunAsync("{ one { id texts } }");

        Assert.EndsWith("""
            "data":{"one":{"id":"1","texts":null}}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(["one", "texts", 1], Assert.Single(result.Errors).Path!);
        Assert.Equal(ErrorCodes.Internal, result.Errors[0].Code);
    }

    [Fact]
    public async Task Execute_NumberThatJsonDoesNotHave_IsADefectOfItsField()
    {
        var result = await Graph(_ => false, new Part("1", "n", Ratio: double.NaN)).RunAsync("{ one { id ratio name } }");

        Assert.EndsWith("""
            "data":{"one":{"id":"1","ratio":null,"name":"n"}}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.Internal, Assert.Single(result.Errors).Code);
    }

    [Fact]
    public async Task Execute_ObjectBehindNoType_IsADefectOfItsField()
    {
        var result = await Graph(_ => false).RunAsync("{ one { id any { ... on Other { id } } } }");

        Assert.EndsWith("""
            "data":{"one":{"id":"1","any":null}}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.Internal, Assert.Single(result.Errors).Code);
    }

    private static TestGraph Graph(Func<string, bool> fails, Part? one = null)
    {
        Part[] parts = [.. Enumerable.Range(1, 4).Select(i => new Part($"{i}", "n"))];
        return new TestGraph(Sdl).Type<Other>("Other")
            .Query<IReadOnlyList<Part>>("items", _ => parts)
            .Query<IReadOnlyList<Part>>("strict", _ => parts)
            .Query<IReadOnlyList<IReadOnlyList<Part>>>("rows", _ => new[] { parts[..2], parts[2..3] })
            .Query<Part>("one", _ => one ?? parts[0])
            .Field<Part, Part>("Item", "maybe", (parents, _) => [.. parents.Select(parent => (LoadResult<Part>)new Part($"{parent.Id}m", "n"))])
            .Field<Part, Part>("Item", "must", (parents, _) =>
                [.. parents.Select(parent => fails(parent.Id) ? new Failure(ErrorCodes.UpstreamRejected, "No.") : (LoadResult<Part>)new Part($"{parent.Id}!", "n"))])
            .Field<Part, object>("Item", "any", (parents, _) => [.. parents.Select(parent => LoadResults.Found<object>(parent))]);
    }
}
