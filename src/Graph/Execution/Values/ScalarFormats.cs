namespace Graph.Execution.Values;

/// <summary>The writer of each scalar: GraphQL's own five, and those of <see cref="Schema.Scalars.CustomScalars"/>.</summary>
internal static class ScalarFormats
{
    private static readonly Dictionary<string, Func<bool, ValueWriter>> All = new(StringComparer.Ordinal)
    {
        ["String"] = Text,
        ["ID"] = Text,
        ["Int"] = isNonNull => new ScalarWriter<int, NumberFormat>(isNonNull),
        ["Float"] = isNonNull => new ScalarWriter<double, NumberFormat>(isNonNull),
        ["Boolean"] = isNonNull => new ScalarWriter<bool, BooleanFormat>(isNonNull),
        ["DateTime"] = isNonNull => new ScalarWriter<DateTimeOffset, DateTimeFormat>(isNonNull),
        ["Duration"] = isNonNull => new ScalarWriter<TimeSpan, DurationFormat>(isNonNull),
        ["Decimal"] = isNonNull => new ScalarWriter<decimal, NumberFormat>(isNonNull),
        ["URL"] = Text,
        ["FieldSet"] = Text,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static ValueWriter Writer(string scalar, bool isNonNull) => All[scalar](isNonNull);

    private static ScalarWriter<string, TextFormat> Text(bool isNonNull) => new(isNonNull);
}
