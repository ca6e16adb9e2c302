using Graph.Configuration;

namespace Graph.Execution.Values;

/// <summary>A length of time as ISO 8601 has it: <c>PT30S</c>.</summary>
internal readonly struct DurationFormat : IScalarFormat<TimeSpan>
{
    public static void Write(JsonBuffer buffer, TimeSpan value) => JsonText.Write(buffer, IsoDuration.Format(value));
}
