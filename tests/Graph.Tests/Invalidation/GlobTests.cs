using System.Diagnostics;
using Graph.Invalidation;

namespace Graph.Tests.Invalidation;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "product:7", true)]
    [InlineData("***", "", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("?", "ab", false)]
    [InlineData("product:*", "product:", true)]
    [InlineData("product:*", "product:7", true)]
    [InlineData("product:*", "Product:7", false)]
    [InlineData("product:*", "aproduct:7", false)]
    [InlineData("*:7", "product:7", true)]
    [InlineData("*:7", "product:70", false)]
    [InlineData("*:7", "product:7:7", true)]
    [InlineData("product:?", "product:7", true)]
    [InlineData("product:?", "product:77", false)]
    [InlineData("a*b*c", "abbcbc", true)]
    [InlineData("a*b*c", "abbcb", false)]
    [InlineData("a*?c", "ac", false)]
    [InlineData("a*?c", "abc", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[ab]", "a", false)]
    public void Matches_PatternAndName_TakesTheWholeName(string pattern, string name, bool matches) =>
        Assert.Equal(matches, Glob.Matches(pattern, name));

    [Fact]
    public void Matches_AnyShortPatternAndName_AgreesWithTheDefinition()
    {
        var names = Words("ab", 5).ToArray();
        foreach (var pattern in Words("ab*?", 4))
        {
            foreach (var name in names)
            {
                Assert.True(Defined(pattern, name) == Glob.Matches(pattern, name), $"'{pattern}' and '{name}'");
            }
        }
    }

    [Fact]
    public void Matches_ManyStarsThatNeverMatch_EndsInTheProductOfBothLengths()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 500)) + "b";
        var name = new string('a', 10_000);

        var started = Stopwatch.GetTimestamp();
        var matches = Glob.Matches(pattern, name);

        Assert.False(matches);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), "5 million steps take milliseconds; trying every way never ends");
    }

    // What a glob means, without any thought for time.
    private static bool Defined(string pattern, string name) => pattern switch
    {
        "" => name.Length == 0,
        ['*', ..] => Enumerable.Range(0, name.Length + 1).Any(skip => Defined(pattern[1..], name[skip..])),
        _ => name.Length > 0 && (pattern[0] == '?' || pattern[0] == name[0]) && Defined(pattern[1..], name[1..]),
    };

    private static IEnumerable<string> Words(string letters, int longest) =>
        longest == 0 ? [""] : Words(letters, longest - 1).SelectMany(word => word.Length < longest - 1 ? [word] : letters.Select(c => word + c).Prepend(word));
}
