using System.Buffers.Text;

namespace Graph.Execution.Values;

/// <summary>Int, Float and Decimal. A decimal keeps its scale: 12.50 stays 12.50.</summary>
internal readonly struct NumberFormat : IScalarFormat<int>, IScalarFormat<double>, IScalarFormat<decimal>
{
    // The longest are doubles: -2.2250738585072014E-308.
    private const int MostBytes = 40;

    public static void Write(JsonBuffer buffer, int value)
    {
        Utf8Formatter.TryFormat(value, buffer.Room(MostBytes), out var written);
        buffer.Length += written;
    }

    public static void Write(JsonBuffer buffer, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"JSON has no number {value}.", nameof(value));
        }

        Utf8Formatter.TryFormat(value, buffer.Room(MostBytes), out var written);
        buffer.Length += written;
    }

    public static void Write(JsonBuffer buffer, decimal value)
    {
        Utf8Formatter.TryFormat(value, buffer.Room(MostBytes), out var written);
        buffer.Length += written;
    }
}
