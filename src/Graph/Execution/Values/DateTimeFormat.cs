namespace Graph.Execution.Values;

/// <summary>A moment as RFC 3339 has it, always in UTC and without trailing zeros: <c>2026-01-31T12:00:00.25Z</c>.</summary>
internal readonly struct DateTimeFormat : IScalarFormat<DateTimeOffset>
{
    private const int MostBytes = 32;

    public static void Write(JsonBuffer buffer, DateTimeOffset value)
    {
        var utc = value.UtcDateTime;
        var room = buffer.Room(MostBytes);
        Digits(room, 1, utc.Year, 4);
        Digits(room, 6, utc.Month, 2);
        Digits(room, 9, utc.Day, 2);
        Digits(room, 12, utc.Hour, 2);
        Digits(room, 15, utc.Minute, 2);
        Digits(room, 18, utc.Second, 2);
        room[0] = (byte)'"';
        room[5] = room[8] = (byte)'-';
        room[11] = (byte)'T';
        room[14] = room[17] = (byte)':';
        var end = Fraction(room, 20, (int)(utc.Ticks % TimeSpan.TicksPerSecond));
        room[end] = (byte)'Z';
        room[end + 1] = (byte)'"';
        buffer.Length += end + 2;
    }

    private static void Digits(Span<byte> room, int at, int value, int digits)
    {
        for (var i = digits - 1; i >= 0; i--)
        {
            room[at + i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static int Fraction(Span<byte> room, int at, int ticks)
    {
        if (ticks == 0)
        {
            return at;
        }

        var digits = 7;
        for (; ticks % 10 == 0; ticks /= 10)
        {
            digits--;
        }

        room[at] = (byte)'.';
        Digits(room, at + 1, ticks, digits);
        return at + 1 + digits;
    }
}
