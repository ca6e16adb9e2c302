using Graph.Configuration;
using GraphQL.Types;

namespace Graph.Execution.Schema.Scalars;

/// <summary>A length of time as ISO 8601 writes it, e.g. <c>PT30S</c>.</summary>
internal sealed class DurationScalar : ScalarGraphType
{
    public DurationScalar() => Name = "Duration";

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        TimeSpan duration => IsoDuration.Format(duration),
        _ => ThrowSerializationError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        TimeSpan => value,
        string text when IsoDuration.TryParse(text, out var duration) => duration,
        _ => ThrowValueConversionError(value),
    };
}
