using Graph.Domains.Abstractions;
using Graph.Execution.Schema;

namespace Graph.Tests.Execution.Schema;

public sealed class GuardedFieldsTests
{
    internal sealed record Mine(string Id, Line? Line);

    internal sealed record Line(string Id);

    private const string Reason = ", but is not nullable: a viewer who may not have it would lose what stands beside it too.";

    [Theory]
    [InlineData("type Item { id: ID! @authenticated }", "'Item.id' is guarded" + Reason)]
    [InlineData("type Item { id: ID! @requiresRole(role: \"a\") }", "'Item.id' is guarded" + Reason)]
    [InlineData("interface Named { id: ID! @authenticated } type Item implements Named { id: ID! }", "'Named.id' is guarded" + Reason)]
    [InlineData("type Item { id: ID! } extend type Query { own: Mine! }", "'Query.own' is of the guarded type Mine" + Reason)]
    [InlineData("type Item { id: ID! } extend type Query { own: [Mine!]! }", "'Query.own' is of the guarded type Mine" + Reason)]
    [InlineData("type Item { id: ID @requiresRole(role: \" \") }", "@requiresRole on 'Item.id' names no role.")]
    [InlineData("type Item { id: ID @requiresRole }", "@requiresRole on 'Item.id' names no role.")]
    public void Create_GuardThatCannotHold_IsAProblem(string sdl, string expected)
    {
        var graph = Graph(sdl);
        if (sdl.Contains("own: Mine!", StringComparison.Ordinal))
        {
            graph.Query<Mine>("own", _ => LoadResult<Mine>.NotFound);
        }
        else if (sdl.Contains("own: [Mine!]!", StringComparison.Ordinal))
        {
            graph.Query<IReadOnlyList<Mine>>("own", _ => LoadResult<IReadOnlyList<Mine>>.NotFound);
        }

        Assert.Equal([expected], Assert.Throws<SchemaException>(graph.Model).Problems);
    }

    [Theory]
    [InlineData("type Item { id: ID @authenticated }")]
    [InlineData("type Item @authenticated { id: ID! }")]
    [InlineData("type Item { id: ID! line: Line } extend type Mine { line: Line! }")]
    public void Create_NullableOrBehindTheSameGuard_IsFine(string sdl)
    {
        var graph = Graph(sdl);
        if (sdl.Contains("id: ID! line: Line }", StringComparison.Ordinal))
        {
            graph.Value<Item, Line?>("Item", "line", _ => null).Value<Mine, Line>("Mine", "line", mine => mine.Line!);
        }

        graph.Model();
    }

    [Fact]
    public void Create_MutationThatIsNotNullable_IsAProblem()
    {
        var graph = Graph("type Item { id: ID! } extend type Mutation { fine: Item bad: Item! worse: [Item]! }")
            .Mutation<Item>("fine", _ => new Item("1")).Mutation<Item>("bad", _ => new Item("1"))
            .Mutation<IReadOnlyList<Item>>("worse", _ => LoadResult<IReadOnlyList<Item>>.NotFound);

        Assert.Equal(
            [
                "'Mutation.bad' is not nullable: its failure would erase what other fields have committed.",
                "'Mutation.worse' is not nullable: its failure would erase what other fields have committed.",
            ],
            Assert.Throws<SchemaException>(graph.Model).Problems);
    }

    [Fact]
    public void Create_RootTypesWithoutFields_AreLeftOut()
    {
        var model = Graph("type Item { id: ID! } type Mutation").Model();

        Assert.DoesNotContain("Mutation", model.Sdl, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_QueryWithoutFields_IsAProblem() => Assert.Contains(
        "No file adds a field to type 'Query'.", Assert.Throws<SchemaException>(new TestGraph("type Query").Model).Problems);

    [Fact]
    public void Create_MutationWithoutItsFieldInTheSdl_IsAProblem()
    {
        var graph = Graph("type Item { id: ID! } extend type Mutation { fine: Item }")
            .Mutation<Item>("fine", _ => new Item("1")).Mutation<Item>("lost", _ => new Item("1"));

        Assert.Equal(["Domain Test binds 'Mutation.lost', but the SDL has no such field."], Assert.Throws<SchemaException>(graph.Model).Problems);
    }

    [Fact]
    public void Create_PayloadOfAnotherType_IsAProblem()
    {
        var graph = Graph("type Item { id: ID! } extend type Mutation { fine: Item }").Mutation<Line>("fine", _ => new Line("1"));

        Assert.Equal(["'Mutation.fine' is bound by domain Test and is Line, but the SDL says Item."], Assert.Throws<SchemaException>(graph.Model).Problems);
    }

    private static TestGraph Graph(string sdl) =>
        new TestGraph($"extend type Query {{ item: Item }} type Mine @authenticated {{ id: ID! }} type Line @authenticated {{ id: ID! }}\n{sdl}")
            .Type<Item>("Item").Type<Mine>("Mine").Type<Line>("Line").Query<Item>("item", _ => new Item("1"));
}
