using System.Text.Json;

namespace Graph.Tests.Execution.Introspection;

public sealed class IntrospectionTests
{
    [Fact]
    public async Task Execute_SchemaBesideFields_AnswersBothInTheirPlaces()
    {
        var result = await Graph().RunAsync(
            "query ($t: String!) { a: item { id } s: __schema { queryType { name } } ...f b: item { id } } fragment f on Query { t: __type(name: $t) { name kind fields { name isDeprecated } } }",
            """{"t": "Item"}""");

        Assert.Equal(
            """{"data":{"a":{"id":"1"},"s":{"queryType":{"name":"Query"}},"t":{"name":"Item","kind":"OBJECT","fields":[{"name":"id","isDeprecated":false},{"name":"name","isDeprecated":false}]},"b":{"id":"1"}}}""",
            result.Json());
    }

    [Fact]
    public async Task Execute_TypeThatIsNotThere_IsNull() =>
        Assert.Equal("""{"data":{"__type":null}}""", (await Graph().RunAsync("""{ __type(name: "Nothing") { name } }""")).Json());

    [Theory]
    [InlineData(true, """{"data":{"__schema":{"queryType":{"name":"Query","kind":"OBJECT"}}}}""")]
    [InlineData(false, """{"data":{"item":{"id":"1"}}}""")]
    public async Task Execute_Conditions_HoldForIt(bool on, string expected) => Assert.Equal(expected, (await Graph().RunAsync(
        "query ($on: Boolean!) { __schema @include(if: $on) { queryType { name } } __schema @include(if: $on) { queryType { kind @include(if: $on) } } item @skip(if: $on) { id } }",
        $$"""{"on": {{(on ? "true" : "false")}}}""")).Json());

    [Fact]
    public async Task Execute_FullIntrospection_HasEveryTypeWithItsDescription()
    {
        var result = await Graph().RunAsync(
            "{ __schema { types { name kind description fields(includeDeprecated: true) { name args { name defaultValue type { ...t } } type { ...t } } inputFields { name defaultValue } enumValues { name } possibleTypes { name } } directives { name locations } } } fragment t on __Type { name kind ofType { name kind ofType { name } } }");

        Assert.Empty(result.Errors);
        var types = JsonDocument.Parse(result.Json()).RootElement.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray().ToArray();
        var item = Assert.Single(types, type => type.GetProperty("name").GetString() == "Item");
        Assert.Equal("A \"thing\".", item.GetProperty("description").GetString());
        Assert.Contains(types, type => type.GetProperty("name").GetString() == "DateTime");
    }

    private static TestGraph Graph() => new TestGraph(""""
        extend type Query { item(first: Int = 3): Item }
        """A "thing"."""
        type Item { id: ID! name: String! }
        """")
        .Type<Item>("Item")
        .Query<Item>("item", _ => new Item("1"));
}
