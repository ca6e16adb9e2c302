using Graph.Domains.Abstractions;
using Graph.Execution.Schema;

namespace Graph.Tests.Execution.Schema;

public sealed class SchemaModelTests
{
    internal sealed record Price(decimal Amount);

    internal enum Color
    {
        DarkRed,
        Blue,
    }

    internal sealed record Thing(
        string Id, string? Name, int Count, double Ratio, bool Good, decimal Sum, DateTimeOffset At, TimeSpan Length, Color Color, Price Price,
        IReadOnlyList<string> Tags, Price[] Prices, int? Maybe);

    [Fact]
    public void Create_WhatFits_IsMergedIntoOneText()
    {
        var model = new TestGraph("""
            extend type Query { item: Item }
            type Item @freshness(ttl: "PT1M") { id: ID! }
            extend type Item @cost(weight: 3) { name: String! }
            extend type Query { other: Item }
            """).Type<Item>("Item").Query<Item>("item", _ => new Item("1")).Query<Item>("other", _ => new Item("2")).Model();

        Assert.Contains("type Query {\n  item: Item\n  other: Item\n}", model.Sdl.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("extend", model.Sdl, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), model.Freshness["Item"].Ttl);
        Assert.Equal(3, model.Costs.WeightOf("Query", "item", "Item"));
    }

    [Fact]
    public void Create_EveryFittingClrType_IsAccepted()
    {
        new TestGraph("""
            extend type Query { thing: Thing }
            enum Color { DARK_RED BLUE }
            type Price { amount: Decimal! }
            type Thing {
              id: ID! name: String count: Int! ratio: Float! good: Boolean! sum: Decimal! at: DateTime! length: Duration! color: Color! price: Price!
              tags: [String!]! prices: [Price!] maybe: Int
            }
            """).Type<Thing>("Thing").Type<Price>("Price").Query<Thing>("thing", _ => LoadResult<Thing>.NotFound).Model();
    }

    [Theory]
    [InlineData("name: String!", "'Thing.name' is read from Thing.Name and may be null, but the SDL says String!")]
    [InlineData("maybe: Int!", "'Thing.maybe' is read from Thing.Maybe and may be null, but the SDL says Int!")]
    [InlineData("count: String", "'Thing.count' is read from Thing.Count and is Int32, but the SDL says String")]
    [InlineData("count: Float", "is Int32, but the SDL says Float")]
    [InlineData("at: String", "is DateTimeOffset, but the SDL says String")]
    [InlineData("price: Thing", "is Price, but the SDL says Thing")]
    [InlineData("id: [ID!]", "is String, but the SDL says [ID!]: use IReadOnlyList<…> or an array")]
    [InlineData("tags: [Int!]", "is String, but the SDL says Int!")]
    [InlineData("color: Tint", "is Color, but the SDL says Tint")]
    [InlineData("missing: Int", "'Thing.missing' has no binding, and Thing has no property of that name")]
    [InlineData("price: Nothing", "'Thing.price' refers to the unknown type 'Nothing'")]
    [InlineData("price(of: Nowhere): Price", "'Thing.price(of:)' refers to the unknown type 'Nowhere'")]
    public void Create_FieldThatDoesNotFit_IsAProblem(string field, string expected)
    {
        var graph = new TestGraph($"extend type Query {{ thing: Thing price: Price }} enum Tint {{ PALE }} type Price {{ amount: Decimal! }} type Thing {{ {field} }}")
            .Type<Thing>("Thing").Type<Price>("Price")
            .Query<Thing>("thing", _ => LoadResult<Thing>.NotFound).Query<Price>("price", _ => LoadResult<Price>.NotFound);

        Assert.Contains(expected, Assert.Single(Problems(graph)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extend type Query { b: Item }", "'Query.b' has no binding")]
    [InlineData("type Loose { id: ID! }", "Type 'Loose' has no CLR type")]
    [InlineData("scalar Money", "Scalar 'Money' has no implementation")]
    [InlineData("type Item { id: ID! }", "test.graphql: 'Item' is defined already.")]
    [InlineData("extend type Item { id: ID! }", "'Item.id' is defined already")]
    [InlineData("extend type Absent { id: ID! }", "extends type 'Absent', which no enabled domain defines")]
    [InlineData("extend interface Node { id: ID! }", "only object types can be extended")]
    [InlineData("query { item }", "has an operation or a fragment")]
    [InlineData("type {", "test.graphql (2:")]
    [InlineData("extend type Item @freshness(ttl: \"soon\")", "@freshness on 'Item' has a ttl that is no ISO 8601 duration")]
    [InlineData("extend type Item @cost(weight: -1)", "@cost on 'Item' has no weight of 0 or more")]
    [InlineData("union Any = Item | Missing", "'Any' refers to the unknown type 'Missing'")]
    [InlineData("interface Named { name: String! title: String } extend type Item implements Named { name: String! }", "'Item' implements 'Named', but has no field 'title'")]
    public void Create_SdlThatDoesNotFit_IsAProblem(string more, string expected)
    {
        var problems = Problems(Graph(more));

        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Create_ListSizeOfWhatIsNotThere_IsAProblem()
    {
        var graph = Graph("""extend type Query { b(first: Int): Item @listSize(slicingArguments: ["last"], sizedFields: ["nodes"]) }""")
            .Query<Item>("b", _ => new Item("1"));

        Assert.Equal(
            [
                "@listSize on 'Query.b' slices by 'last', which is no argument of the field.",
                "@listSize on 'Query.b' sizes 'nodes', which is no field of Item.",
            ],
            Problems(graph));
    }

    [Fact]
    public void Create_BindingsWithoutSdl_AreProblems()
    {
        var graph = Graph("").Type<Price>("Price").Value<Item, int>("Item", "size", _ => 1).Value<Item, int>("Item", "size", _ => 2);

        Assert.Equal(
            [
                "Domain Test binds 'Item.size', which domain Test has bound already.",
                "Domain Test binds 'Item.size', but the SDL has no such field.",
                "Type 'Price' is bound to Price, but the SDL has no such object type.",
            ],
            Problems(graph));
    }

    [Fact]
    public void Create_BindingOfAWrongType_IsAProblem()
    {
        var graph = Graph("extend type Query { b: [Item!] c: Int! }")
            .Query<Item>("b", _ => new Item("1")).Query<int?>("c", _ => 1);

        Assert.Equal(
            [
                "'Query.b' is bound by domain Test and is Item, but the SDL says [Item!]: use IReadOnlyList<…> or an array.",
                "'Query.c' is bound by domain Test and may be null, but the SDL says Int!.",
            ],
            Problems(graph));
    }

    [Fact]
    public void Create_ElementsThatCanFail_NeedANullableElement()
    {
        var graph = Graph("extend type Query { good: [Item] bad: [Item!] }")
            .Query<IReadOnlyList<LoadResult<Item>>>("good", _ => LoadResult<IReadOnlyList<LoadResult<Item>>>.NotFound)
            .Query<IReadOnlyList<LoadResult<Item>>>("bad", _ => LoadResult<IReadOnlyList<LoadResult<Item>>>.NotFound);

        Assert.Contains("'Query.bad' is bound by domain Test and has elements that can fail one by one", Assert.Single(Problems(graph)), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_UnionOfOneClrType_IsAProblem()
    {
        var graph = Graph("type Twin { id: ID! } union Any = Item | Twin").Type<Item>("Twin");

        Assert.Equal("'Any' cannot tell its types Item, Twin apart: all are bound to Item.", Assert.Single(Problems(graph)));
    }

    [Fact]
    public void Create_ManyProblems_AreAllListed()
    {
        var graph = Graph("extend type Query { b: Item c: Missing } type Loose { id: ID! } scalar Money");

        Assert.Equal(5, Problems(graph).Count);
    }

    private static TestGraph Graph(string more) => new TestGraph($"extend type Query {{ item: Item }} type Item {{ id: ID! }}\n{more}")
        .Type<Item>("Item").Query<Item>("item", _ => new Item("1"));

    private static IReadOnlyList<string> Problems(TestGraph graph) => Assert.Throws<SchemaException>(graph.Model).Problems;
}
