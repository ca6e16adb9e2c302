using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Graph.Configuration;

/// <summary>Durations as ISO 8601 writes them, e.g. <c>PT30S</c>, <c>PT1H</c>, <c>P1D</c>, <c>P2W</c>.
/// Years and months are refused: they have no fixed length.</summary>
internal static partial class IsoDuration
{
    private const int LongestText = 64;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        return text.Length <= LongestText
            && Shape().Match(text) is { Success: true } match
            && TryAdd(match, "w", TimeSpan.TicksPerDay * 7, ref duration)
            && TryAdd(match, "d", TimeSpan.TicksPerDay, ref duration)
            && TryAdd(match, "h", TimeSpan.TicksPerHour, ref duration)
            && TryAdd(match, "m", TimeSpan.TicksPerMinute, ref duration)
            && TryAdd(match, "s", TimeSpan.TicksPerSecond, ref duration);
    }

    public static string Format(TimeSpan duration) => XmlConvert.ToString(duration);

    private static bool TryAdd(Match match, string unit, long ticks, ref TimeSpan sum)
    {
        var number = match.Groups[unit];
        if (!number.Success)
        {
            return true;
        }

        if (!decimal.TryParse(number.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || count > (TimeSpan.MaxValue - sum).Ticks / ticks)
        {
            return false;
        }

        sum += TimeSpan.FromTicks((long)(count * ticks));
        return true;
    }

    // At least one part, and at least one after T: the two look-aheads.
    [GeneratedRegex(
        @"^P(?=.)(?:(?<w>[0-9]+)W)?(?:(?<d>[0-9]+)D)?(?:T(?=.)(?:(?<h>[0-9]+)H)?(?:(?<m>[0-9]+)M)?(?:(?<s>[0-9]+(?:\.[0-9]+)?)S)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
