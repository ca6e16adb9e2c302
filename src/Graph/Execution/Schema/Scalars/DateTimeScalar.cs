using System.Globalization;
using GraphQL.Types;

namespace Graph.Execution.Schema.Scalars;

/// <summary>A moment as RFC 3339 writes it. Out: always UTC, e.g. <c>2026-01-31T12:00:00Z</c>. In: with an offset or Z.</summary>
internal sealed class DateTimeScalar : ScalarGraphType
{
    private const string Utc = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly string[] Formats = [Utc, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public DateTimeScalar() => Name = "DateTime";

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        DateTimeOffset moment => moment.UtcDateTime.ToString(Utc, CultureInfo.InvariantCulture),
        _ => ThrowSerializationError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        DateTimeOffset => value,
        string text when DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => moment,
        _ => ThrowValueConversionError(value),
    };
}
