using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Tests.Execution.Plans;

/// <summary>Input objects of which exactly one field is given.</summary>
public sealed class OneOfTests
{
    private Arguments? _seen;

    [Theory]
    [InlineData("""{ item(by: { id: 7 }) { id } }""", "{}", "id", "7")]
    [InlineData("""query ($by: By!) { item(by: $by) { id } }""", """{"by": {"name": "x"}}""", "name", "x")]
    [InlineData("""query ($name: String!) { item(by: { name: $name }) { id } }""", """{"name": "x"}""", "name", "x")]
    public async Task OneOf_ExactlyOne_ReachesTheBinding(string query, string variables, string name, string value)
    {
        var result = await Graph().RunAsync(query, variables);

        Assert.Empty(result.Errors);
        Assert.Equal((value, false), (_seen!.Object("by").Text(name), _seen.Object("by").Has(name == "id" ? "name" : "id")));
    }

    [Theory]
    [InlineData("""{ item(by: { id: 7, name: "x" }) { id } }""", "{}")]
    [InlineData("""{ item(by: {}) { id } }""", "{}")]
    [InlineData("""{ item(by: { id: null }) { id } }""", "{}")]
    [InlineData("""query ($name: String) { item(by: { name: $name }) { id } }""", """{"name": "x"}""")]
    [InlineData("""query ($by: By!) { item(by: $by) { id } }""", """{"by": {"name": "x", "id": 1}}""")]
    [InlineData("""query ($by: By!) { item(by: $by) { id } }""", """{"by": {"name": null}}""")]
    [InlineData("""query ($by: By!) { item(by: $by) { id } }""", """{"by": {}}""")]
    public async Task OneOf_AnythingElse_IsRefused(string query, string variables)
    {
        var result = await Graph().RunAsync(query, variables);

        Assert.Equal(ResultOutcome.BadRequest, result.Outcome);
        Assert.Null(_seen);
    }

    [Fact]
    public async Task Variable_NullForWhatIsNeverNull_IsRefusedThoughItsTypeAllowsIt()
    {
        var result = await Graph().RunAsync("query ($id: ID = 1) { plain(id: $id) { id } }", """{"id": null}""");

        Assert.Equal(ErrorCodes.BadUserInput, Assert.Single(result.Errors).Code);
        Assert.Contains("$id", result.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal((1, 8), (result.Errors[0].Locations[0].Line, result.Errors[0].Locations[0].Column));
    }

    private TestGraph Graph() => new TestGraph("""
        extend type Query { item(by: By!): Item plain(id: ID!): Item }
        input By @oneOf { id: ID name: String }
        type Item { id: ID! }
        """)
        .Query<Item>("item", context =>
        {
            _seen = context.Arguments;
            return new Item("1");
        })
        .Query<Item>("plain", _ => new Item("1")).Type<Item>("Item");
}
