using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Tests.Execution;

/// <summary>Input objects and enums, as literals and in variables, the way a binding sees them.</summary>
public sealed class InputTests
{
    private const string Sdl = """
        extend type Query { item: Item }
        extend type Mutation { change(input: ChangeInput!, key: String, note: String = "none"): Item }
        type Item { id: ID! }
        enum Color { DARK_RED BLUE }
        input MoneyInput { amount: Decimal! currency: String! }
        input ChangeInput {
          id: ID! count: Int name: String color: Color = BLUE colors: [Color!] price: MoneyInput tags: [String!] parts: [MoneyInput!] good: Boolean
        }
        """;

    private MutationContext? _seen;

    [Theory]
    [InlineData(
        """mutation { change(input: { id: 7, count: 3, color: DARK_RED, colors: [BLUE], price: { amount: 12.50, currency: "EUR" }, tags: ["a", "b"], parts: [{ amount: 1, currency: "CHF" }] }) { id } }""",
        "{}")]
    [InlineData(
        "mutation ($input: ChangeInput!) { change(input: $input) { id } }",
        """{"input": {"id": "7", "count": 3, "color": "DARK_RED", "colors": ["BLUE"], "price": {"amount": 12.50, "currency": "EUR"}, "tags": ["a", "b"], "parts": [{"amount": 1, "currency": "CHF"}]}}""")]
    [InlineData(
        """mutation ($id: ID!, $amount: Decimal!, $color: Color) { change(input: { id: $id, count: 3, color: $color, colors: BLUE, price: { amount: $amount, currency: "EUR" }, tags: ["a", "b"], parts: { amount: 1, currency: "CHF" } }) { id } }""",
        """{"id": "7", "amount": "12.50", "color": "DARK_RED"}""")]
    public async Task Input_Literal_Variable_OrBoth_ReadsTheSame(string mutation, string variables)
    {
        var input = await InputOfAsync(mutation, variables);

        Assert.Equal(("7", 3, "DARK_RED"), (input.Required("id"), input.Int("count"), input.Required("color")));
        Assert.Equal((12.50m, "EUR"), (input.Object("price").Decimal("amount"), input.Object("price").Required("currency")));
        Assert.Equal(["BLUE"], input.Texts("colors"));
        Assert.Equal(["a", "b"], input.Texts("tags"));
        Assert.True(input.TryGet("parts", out var parts));
        var part = new Arguments(Assert.IsType<IReadOnlyDictionary<string, object?>>(Assert.Single(Assert.IsType<IEnumerable<object?>>(parts, exactMatch: false)), exactMatch: false));
        Assert.Equal(1m, part.Decimal("amount"));
    }

    [Theory]
    [InlineData("mutation { change(input: { id: 7 }) { id } }", "{}")]
    [InlineData("mutation ($input: ChangeInput!) { change(input: $input) { id } }", """{"input": {"id": "7"}}""")]
    [InlineData("mutation ($name: String, $price: MoneyInput, $key: String) { change(input: { id: 7, name: $name, price: $price }, key: $key) { id } }", "{}")]
    public async Task Input_AbsentFields_AreNotThere(string mutation, string variables)
    {
        var input = await InputOfAsync(mutation, variables);

        Assert.Equal((false, false, false), (input.Has("name"), input.Has("price"), input.Has("count")));
        Assert.Equal("BLUE", input.Text("color"));
        Assert.Same(Arguments.None, input.Object("price"));
        Assert.False(_seen!.Arguments.Has("key"));
        Assert.Equal("none", _seen.Arguments.Text("note"));
    }

    [Theory]
    [InlineData("mutation { change(input: { id: 7, name: null, price: null, color: null }, key: null, note: null) { id } }", "{}")]
    [InlineData("mutation ($input: ChangeInput!) { change(input: $input, key: null, note: null) { id } }", """{"input": {"id": "7", "name": null, "price": null, "color": null}}""")]
    [InlineData("mutation ($n: String, $p: MoneyInput, $c: Color) { change(input: { id: 7, name: $n, price: $p, color: $c }, key: $n, note: $n) { id } }", """{"n": null, "p": null, "c": null}""")]
    public async Task Input_Nulls_AreThereAndNull(string mutation, string variables)
    {
        var input = await InputOfAsync(mutation, variables);

        Assert.Equal((true, true, true), (input.Has("name"), input.Has("price"), input.Has("color")));
        Assert.Equal((null, null), (input.Text("name"), input.Text("color")));
        Assert.Same(Arguments.None, input.Object("price"));
        Assert.Equal((true, true), (_seen!.Arguments.Has("key"), _seen.Arguments.Has("note")));
        Assert.Null(_seen.Arguments.Text("note"));
    }

    [Theory]
    [InlineData("mutation { change(input: { count: 1 }) { id } }", "{}", ErrorCodes.ValidationFailed)]
    [InlineData("mutation { change(input: { id: 1, color: GREEN }) { id } }", "{}", ErrorCodes.ValidationFailed)]
    [InlineData("mutation { change(input: { id: 1, other: 1 }) { id } }", "{}", ErrorCodes.ValidationFailed)]
    [InlineData("mutation ($input: ChangeInput!) { change(input: $input) { id } }", """{"input": {"count": 1}}""", ErrorCodes.BadUserInput)]
    [InlineData("mutation ($input: ChangeInput!) { change(input: $input) { id } }", """{"input": {"id": "1", "color": "GREEN"}}""", ErrorCodes.BadUserInput)]
    [InlineData("mutation ($input: ChangeInput!) { change(input: $input) { id } }", """{"input": {"id": "1", "other": 1}}""", ErrorCodes.BadUserInput)]
    [InlineData("mutation ($input: ChangeInput!) { change(input: $input) { id } }", """{"input": {"id": "1", "price": {"amount": "much", "currency": "EUR"}}}""", ErrorCodes.BadUserInput)]
    public async Task Input_ThatDoesNotFit_IsRefusedBeforeAnythingRuns(string mutation, string variables, string code)
    {
        var result = await Graph().RunAsync(mutation, variables);

        Assert.Equal(ResultOutcome.BadRequest, result.Outcome);
        Assert.Contains(result.Errors, error => error.Code == code);
        Assert.Null(_seen);
    }

    private async Task<Arguments> InputOfAsync(string mutation, string variables)
    {
        var result = await Graph().RunAsync(mutation, variables);

        Assert.Empty(result.Errors);
        return _seen!.Input;
    }

    private TestGraph Graph() => new TestGraph(Sdl).Type<Item>("Item")
        .Query<Item>("item", _ => new Item("1"))
        .Mutation<Item>("change", context =>
        {
            _seen = context;
            return new Item("1");
        });
}
