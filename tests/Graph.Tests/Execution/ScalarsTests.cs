using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution;

public sealed class ScalarsTests
{
    internal enum Color
    {
        DarkRed,
    }

    internal sealed record Values(DateTimeOffset At, TimeSpan Length, decimal Sum, string Url, Color Color, IReadOnlyList<Color> Colors);

    private static readonly string[] ArgumentNames = ["at", "length", "sum", "url", "color"];

    private readonly Dictionary<string, object?> _seen = [];

    [Fact]
    public async Task Execute_Values_AreWrittenByTheirRules()
    {
        var result = await Graph().RunAsync("{ values { at length sum url color colors } }");

        Assert.Equal(
            """{"data":{"values":{"at":"2026-01-31T10:00:00.25Z","length":"PT1M30S","sum":12.50,"url":"https://a.example/x?y=1&z","color":"DARK_RED","colors":["DARK_RED"]}}}""",
            result.Json());
    }

    [Theory]
    [InlineData("""at: "2026-01-31T12:00:00+02:00" """, "at", "2026-01-31T10:00:00.0000000+00:00")]
    [InlineData("""length: "PT5S" """, "length", "00:00:05")]
    [InlineData("sum: 0.1", "sum", "0.1")]
    [InlineData("sum: 3", "sum", "3")]
    [InlineData("color: DARK_RED", "color", "DARK_RED")]
    public async Task Execute_Literals_ReachTheBinding(string argument, string name, string expected)
    {
        var result = await Graph().RunAsync($"{{ values({argument}) {{ sum }} }}");

        Assert.Empty(result.Errors);
        Assert.Equal(expected, Text(_seen[name]));
    }

    [Theory]
    [InlineData("Decimal", "sum", "19.99", "19.99")]
    [InlineData("Decimal", "sum", "\"19.99\"", "19.99")]
    [InlineData("Duration", "length", "\"P1D\"", "1.00:00:00")]
    [InlineData("Color", "color", "\"DARK_RED\"", "DARK_RED")]
    public async Task Execute_Variables_ReachTheBinding(string type, string name, string value, string expected)
    {
        var result = await Graph().RunAsync($"query ($v: {type}) {{ values({name}: $v) {{ sum }} }}", $$"""{"v": {{value}}}""");

        Assert.Empty(result.Errors);
        Assert.Equal(expected, Text(_seen[name]));
    }

    [Theory]
    [InlineData("DateTime", "at", "\"2026-01-31\"")]
    [InlineData("DateTime", "at", "\"2026-01-31T12:00:00\"")]
    [InlineData("Duration", "length", "\"1h\"")]
    [InlineData("URL", "url", "\"javascript:alert(1)\"")]
    [InlineData("Decimal", "sum", "\"a lot\"")]
    [InlineData("Color", "color", "\"DarkRed\"")]
    public async Task Execute_VariableOfAWrongForm_IsBadUserInput(string type, string name, string value)
    {
        var result = await Graph().RunAsync($"query ($v: {type}) {{ values({name}: $v) {{ sum }} }}", $$"""{"v": {{value}}}""");

        Assert.Equal(ErrorCodes.BadUserInput, Assert.Single(result.Errors).Code);
        Assert.Empty(_seen);
    }

    private static string Text(object? value) => value is DateTimeOffset at ? at.ToUniversalTime().ToString("O") : FormattableString.Invariant($"{value}");

    private TestGraph Graph() => new TestGraph("""
        extend type Query { values(at: DateTime, length: Duration, sum: Decimal, url: URL, color: Color): Values }
        enum Color { DARK_RED }
        type Values { at: DateTime! length: Duration! sum: Decimal! url: URL! color: Color! colors: [Color!]! }
        """)
        .Type<Values>("Values")
        .Query<Values>("values", context =>
        {
            foreach (var name in ArgumentNames)
            {
                if (context.Arguments.TryGet(name, out var value))
                {
                    _seen[name] = value;
                }
            }

            return new Values(
                new DateTimeOffset(2026, 1, 31, 12, 0, 0, 250, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(90), 12.50m,
                "https://a.example/x?y=1&z", Color.DarkRed, [Color.DarkRed]);
        });
}
