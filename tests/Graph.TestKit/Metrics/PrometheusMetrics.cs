using System.Globalization;
using System.Text.RegularExpressions;

namespace Graph.TestKit.Metrics;

/// <summary>A scrape of <c>/metrics</c> (Prometheus text format).</summary>
public sealed partial class PrometheusMetrics
{
    private PrometheusMetrics(IReadOnlyList<PrometheusSample> samples) => Samples = samples;

    public IReadOnlyList<PrometheusSample> Samples { get; }

    public static PrometheusMetrics Parse(string text) =>
        new([.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine)]);

    /// <summary>All samples of a metric that have these labels, and perhaps others.</summary>
    public IReadOnlyList<PrometheusSample> Find(string name, params (string Name, string Value)[] labels) =>
        [.. Samples.Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value))];

    /// <summary>Their sum; 0 when there is none.</summary>
    public double Sum(string name, params (string Name, string Value)[] labels) => Find(name, labels).Sum(sample => sample.Value);

    /// <summary>The one sample that there is.</summary>
    public double Value(string name, params (string Name, string Value)[] labels) => Find(name, labels) is [var only]
        ? only.Value
        : throw new InvalidOperationException(
            $"Expected one sample of {name}{{{string.Join(", ", labels)}}}; there are: {string.Join(", ", Find(name).Select(Show))}.");

    private static PrometheusSample ParseLine(string line)
    {
        var match = Line().Match(line);
        var labels = Label().Matches(match.Groups["labels"].Value)
            .ToDictionary(label => label.Groups["name"].Value, label => Unescape(label.Groups["value"].Value), StringComparer.Ordinal);
        return match.Success
            ? new PrometheusSample(match.Groups["name"].Value, labels, ParseValue(match.Groups["value"].Value))
            : throw new FormatException($"Not a line of the Prometheus text format: {line}");
    }

    private static double ParseValue(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string value) =>
        value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private static string Show(PrometheusSample sample) =>
        $"{{{string.Join(", ", sample.Labels.Select(label => $"{label.Key}={label.Value}"))}}} {sample.Value}";

    [GeneratedRegex("""^(?<name>[^\s{]+)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex("(?<name>[^=,\"]+)=\"(?<value>(\\\\.|[^\"\\\\])*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
