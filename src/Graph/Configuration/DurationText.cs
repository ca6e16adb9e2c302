using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Graph.Configuration;

/// <summary>A duration as people write it in settings: <c>00:00:02</c> or ISO 8601's <c>PT2S</c>.</summary>
internal static class DurationText
{
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration)
    {
        duration = default;
        return text is not null
            && (IsoDuration.TryParse(text, out duration)
                // TimeSpan would read a bare "2" as two days.
                || (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration)));
    }
}
