using System.Text.Json;
using Graph.Caching.ResponseCache;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Responses;
using GraphQLParser;

namespace Graph.Tests.Execution.Responses;

public sealed class OperationKeysTests
{
    private const string Query = "query Q($a: [Int], $b: X) { f(a: $a, b: $b) } query R { f }";

    [Theory]
    [InlineData("""{"a": [1, 2], "b": {"x": 1, "y": null}}""", """{ "b":{"y":null,"x":1},"a":[1,2] }""")]
    [InlineData("""{"a": [1], "c": 3}""", """{"a": [1]}""")]
    [InlineData("""{"a": [2], "a": [1]}""", """{"a": [1]}""")]
    [InlineData("""{"b": "\u0061"}""", """{"b": "a"}""")]
    public void Of_VariablesOfTheSameMeaning_IsTheSame(string one, string other) => Assert.Equal(Key(Query, one), Key(Query, other));

    [Theory]
    [InlineData("""{"a": [1, 2]}""", """{"a": [2, 1]}""")]
    [InlineData("""{"a": null}""", "{}")]
    [InlineData("""{"b": 1}""", """{"b": "1"}""")]
    [InlineData("""{"b": true}""", """{"b": "true"}""")]
    [InlineData("""{"b": {"x": {"y": 1}}}""", """{"b": {"x": null, "y": 1}}""")]
    [InlineData("""{"b": ["a", "b"]}""", """{"b": ["a\",\"b"]}""")]
    [InlineData("""{"b": 1e400}""", """{"b": null}""")]
    public void Of_OtherVariables_IsAnother(string one, string other) => Assert.NotEqual(Key(Query, one), Key(Query, other));

    [Fact]
    public void Of_AnotherOperationOfTheDocument_IsAnother() => Assert.NotEqual(Key(Query, "{}"), Key(Query, "{}", operation: 1));

    [Fact]
    public void Of_AnotherDocument_IsAnother() => Assert.NotEqual(Key("query Q { f }", "{}"), Key("query Q { g: f }", "{}"));

    [Fact]
    public void For_ViewersAndRoles_AreKeysOfTheirOwn()
    {
        var key = Key("query Q { f }", "{}");
        ResponseKey[] keys =
        [
            key, key.For(Viewer("1")), key.For(Viewer("2")), key.For(Viewer("1", "admin")), key.For(Viewer("1", "admin", "catalog")),
            key.For(Viewer("1admin")), key.For(Viewer("1", "admincatalog")),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(key.For(Viewer("1", "a", "b")), key.For(Viewer("1", "b", "a")));
    }

    private static Viewer Viewer(string id, params string[] roles) => new(id, roles.ToHashSet());

    private static ResponseKey Key(string document, string variables, int operation = 0)
    {
        var prepared = new PreparedDocument(Parser.Parse(document));
        return OperationKeys.Of(prepared, prepared.Operations[operation], JsonDocument.Parse(variables).RootElement);
    }
}
