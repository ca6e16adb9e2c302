using System.Text.Json;
using Graph.Subscriptions;

namespace Graph.Tests.Subscriptions;

public sealed class FeedVariablesTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": {"c": "x", "d": [1, 2]}}""", """{"b":{"d":[1,2],"c":"x"},"a":1}""", true)]
    [InlineData("""{"a": 1}""", """{"a": 2}""", false)]
    [InlineData("""{"a": [1, 2]}""", """{"a": [2, 1]}""", false)]
    [InlineData("""{"a": "1"}""", """{"a": 1}""", false)]
    [InlineData("""{"a": null}""", "{}", false)]
    [InlineData("""{"a": "x\",\"b\":1"}""", """{"a": "x", "b": 1}""", false)]
    [InlineData("""{"a": 1, "since": "p"}""", """{"a": 1, "since": "q"}""", true)]
    public void Canonical_IsTheSameForTheSameValues(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Canonical(one) == Canonical(other));

    [Fact]
    public void Canonical_OfNone_IsEmpty() => Assert.Equal("", FeedVariables.Canonical(default, except: null));

    private static string Canonical(string json) => FeedVariables.Canonical(JsonDocument.Parse(json).RootElement, "since");
}
