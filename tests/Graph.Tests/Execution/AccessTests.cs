using Graph.Domains.Abstractions;
using Graph.Execution;

namespace Graph.Tests.Execution;

public sealed class AccessTests
{
    private const string Sdl = """
        extend type Query {
          items: [Item!]! grid: [[Item!]] own: Item @authenticated audit: Item @requiresRole(role: "auditor")
          mine: Mine some: [Mine] any: [Any!] named: [Named!]
        }
        extend type Mutation { write: Item @authenticated admin: Item @requiresRole(role: "admin") open: Item }
        interface Named { id: ID! hint: String @authenticated }
        type Item implements Named { id: ID! hint: String secret: String @authenticated report: Item @requiresRole(role: "auditor") }
        type Mine implements Named @authenticated { id: ID! hint: String line: Line! }
        type Line @authenticated { id: ID! }
        union Any = Item | Mine
        """;

    internal sealed record Mine(string Id)
    {
        public Line Line => new(Id);
    }

    internal sealed record Line(string Id);

    private static readonly Viewer SignedIn = new("u1", new HashSet<string>());
    private static readonly Viewer Auditor = new("u2", new HashSet<string> { "auditor" });

    private readonly List<string> _resolved = [];

    [Fact]
    public async Task Execute_GuardedFieldForNobody_IsNullWithItsErrorAndNotResolved()
    {
        var result = await Graph().RunAsync("{ items { id } own { id } audit { id } }");

        Assert.EndsWith("""
            "data":{"items":[{"id":"1"},{"id":"2"}],"own":null,"audit":null}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal([("own", ErrorCodes.Unauthenticated), ("audit", ErrorCodes.Unauthenticated)], result.Errors.Select(error => ((string)error.Path![0], error.Code)));
        Assert.Contains("'Query.own' is for signed-in viewers", result.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("with the role 'auditor'", result.Errors[1].Message, StringComparison.Ordinal);
        Assert.Equal(["items"], _resolved);
    }

    [Fact]
    public async Task Execute_GuardedFieldForAViewer_IsServedByRole()
    {
        var signedIn = await Graph().RunAsync("{ own { id } audit { id } }", viewer: SignedIn);
        var auditor = await Graph().RunAsync("{ own { id } audit { id } }", viewer: Auditor);

        Assert.Equal((ErrorCodes.Forbidden, "'Query.audit' is for viewers with the role 'auditor'."), (Assert.Single(signedIn.Errors).Code, signedIn.Errors[0].Message));
        Assert.EndsWith(@"""data"":{""own"":{""id"":""own""},""audit"":null}}", signedIn.Json(), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"own":{"id":"own"},"audit":{"id":"audit"}}}""", auditor.Json());
    }

    [Theory]
    [InlineData("{ x: own { id } }", "x")]
    [InlineData("{ ...f } fragment f on Query { own { id } }", "own")]
    [InlineData("{ ... { ... on Query { a: own { id } } } }", "a")]
    [InlineData("query ($yes: Boolean = true) { own @include(if: $yes) { id } }", "own")]
    [InlineData("{ own { id } own { secret } }", "own")]
    public async Task Execute_GuardedFieldHoweverSelected_IsDenied(string query, string path)
    {
        var result = await Graph().RunAsync(query);

        Assert.Equal([path], Assert.Single(result.Errors).Path!);
        Assert.Equal(ErrorCodes.Unauthenticated, result.Errors[0].Code);
        Assert.Empty(_resolved);
    }

    [Fact]
    public async Task Execute_GuardedFieldThatIsSkipped_IsNoError() =>
        Assert.Equal(
            """{"data":{"items":[{"id":"1"},{"id":"2"}]}}""",
            (await Graph().RunAsync("{ items { id secret @skip(if: true) } own @include(if: false) { id } }")).Json());

    [Fact]
    public async Task Execute_GuardedFieldInNestedLists_IsOneErrorPerPath()
    {
        var result = await Graph().RunAsync("{ grid { id s: secret report { id } } }", viewer: SignedIn);
        var anonymous = await Graph().RunAsync("{ grid { s: secret } }");

        Assert.Equal([["grid", 0, 0, "report"], ["grid", 0, 1, "report"], ["grid", 1, 0, "report"]], result.Errors.Select(error => error.Path!));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.Forbidden, error.Code));
        Assert.Contains("""{"id":"2","s":"s2","report":null}""", result.Json(), StringComparison.Ordinal);
        Assert.Equal([["grid", 0, 0, "s"], ["grid", 0, 1, "s"], ["grid", 1, 0, "s"]], anonymous.Errors.Select(error => error.Path!));
    }

    [Fact]
    public async Task Execute_FieldsThatReturnAGuardedType_AreDenied()
    {
        var result = await Graph().RunAsync("{ mine { id } some { id line { id } } }");
        var served = await Graph().RunAsync("{ mine { id line { id } } some { id } }", viewer: SignedIn);

        Assert.Equal([["mine"], ["some"]], result.Errors.Select(error => error.Path!));
        Assert.Empty(served.Errors);
        Assert.Equal(["mine", "some"], _resolved);
    }

    [Fact]
    public async Task Execute_FieldsOfAGuardedType_AreDeniedBehindAnAbstractType()
    {
        var result = await Graph().RunAsync("{ any { __typename ... on Item { id } ... on Mine { hint } } }");

        Assert.EndsWith("""
            "data":{"any":[{"__typename":"Item","id":"1"},{"__typename":"Mine","hint":null}]}}
            """, result.Json(), StringComparison.Ordinal);
        Assert.Equal(["any", 1, "hint"], Assert.Single(result.Errors).Path!);
    }

    [Fact]
    public async Task Execute_FieldOfAnInterface_IsDeniedOnTheTypesThatAreGuarded()
    {
        var result = await Graph().RunAsync("{ any { ... on Named { key: id } } items { id } }");

        // 'Mine.id' is not nullable, nor is an element of 'any'.
        Assert.EndsWith(@"""data"":{""any"":null,""items"":[{""id"":""1""},{""id"":""2""}]}}", result.Json(), StringComparison.Ordinal);
        Assert.Equal(["any", 1, "key"], Assert.Single(result.Errors).Path!);
    }

    [Fact]
    public async Task Execute_FieldThatAnInterfaceGuards_IsDeniedOnEachOfItsTypes()
    {
        var result = await Graph().RunAsync("{ named { ... on Item { id } hint } items { hint } }");

        Assert.Equal([["named", 0, "hint"], ["named", 1, "hint"], ["items", 0, "hint"], ["items", 1, "hint"]], result.Errors.Select(error => error.Path!).OrderByDescending(path => path[0]));
    }

    [Fact]
    public async Task Execute_DeniedMutation_IsNotRunAndStopsNoOther()
    {
        var result = await Graph().RunAsync("mutation { write { id } admin { id } open { id secret } }");
        var signedIn = await Graph().RunAsync("mutation { write { id } admin { id } }", viewer: SignedIn);

        Assert.EndsWith(@"""data"":{""write"":null,""admin"":null,""open"":{""id"":""open"",""secret"":null}}}", result.Json(), StringComparison.Ordinal);
        Assert.Equal(
            [ErrorCodes.Unauthenticated, ErrorCodes.Unauthenticated, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden],
            result.Errors.Concat(signedIn.Errors).Select(error => error.Code));
        Assert.Equal(["open", "write"], _resolved);
    }

    [Fact]
    public async Task Execute_ManyDeniedFields_AreCapped()
    {
        var graph = Graph();
        graph.Settings["Limits:Errors"] = "2";

        var result = await graph.RunAsync("{ grid { secret } own { id } }");

        Assert.Equal(3, result.Errors.Count);
        Assert.Contains("2 more errors", result.Errors[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_OneDocumentByTwoViewers_IsJudgedForEach()
    {
        var executor = Graph().Executor();
        var request = new OperationRequest("{ own { id } }", "t");

        var anonymous = await executor.ExecuteAsync(request, TestContext.Current.CancellationToken);
        var signedIn = await executor.ExecuteAsync(request with { Viewer = SignedIn }, TestContext.Current.CancellationToken);
        var again = await executor.ExecuteAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([1, 0, 1], new[] { anonymous, signedIn, again }.Select(result => result.Errors.Count));
    }

    private LoadResult<T> Resolved<T>(string field, T value)
    {
        _resolved.Add(field);
        return LoadResults.Found(value);
    }

    private TestGraph Graph() => new TestGraph(Sdl)
        .Type<Mine>("Mine").Type<Line>("Line")
        .Query<IReadOnlyList<Item>>("items", _ => Resolved<IReadOnlyList<Item>>("items", [new Item("1"), new Item("2")]))
        .Query<IReadOnlyList<IReadOnlyList<Item>>>("grid", _ => Resolved<IReadOnlyList<IReadOnlyList<Item>>>("grid", [[new Item("1"), new Item("2")], [new Item("3")]]))
        .Query<Item>("own", _ => Resolved("own", new Item("own")))
        .Query<Item>("audit", _ => Resolved("audit", new Item("audit")))
        .Query<Mine>("mine", _ => Resolved("mine", new Mine("m")))
        .Query<IReadOnlyList<Mine>>("some", _ => Resolved<IReadOnlyList<Mine>>("some", [new Mine("m")]))
        .Query<IReadOnlyList<object>>("any", _ => Resolved<IReadOnlyList<object>>("any", [new Item("1"), new Mine("m")]))
        .Query<IReadOnlyList<object>>("named", _ => Resolved<IReadOnlyList<object>>("named", [new Item("1"), new Mine("m")]))
        .Mutation<Item>("write", _ => Resolved("write", new Item("write")))
        .Mutation<Item>("admin", _ => Resolved("admin", new Item("admin")))
        .Mutation<Item>("open", _ => Resolved("open", new Item("open")))
        .Value<Item, string>("Item", "hint", item => $"h{item.Id}").Value<Mine, string>("Mine", "hint", mine => $"h{mine.Id}")
        .Value<Item, string>("Item", "secret", item => $"s{item.Id}")
        .Field<Item, Item>("Item", "report", (parents, _) => [.. parents.Select(parent => Resolved("report", parent))]);
}
