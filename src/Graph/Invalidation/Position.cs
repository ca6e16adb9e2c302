using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Graph.Invalidation;

/// <summary>A place in the invalidation log. Opaque to clients: epoch first and of fixed width, so that the ordinal order of the text is
/// the order of the log (epochs only grow).</summary>
internal readonly record struct Position(long Epoch, long Id) : IComparable<Position>
{
    private const int Width = 32;

    /// <summary>Before every record.</summary>
    public static readonly Position Lowest;

    /// <summary>That of a record which is applied here and has no place in the log yet (R5): after everything.</summary>
    public static readonly Position Endless = new(long.MaxValue, long.MaxValue);

    /// <summary>The place before this one: whoever resumes there gets the record at this one.</summary>
    public Position Before => new(Epoch, Math.Max(0, Id - 1));

    public static bool operator >(Position one, Position other) => one.CompareTo(other) > 0;

    public static bool operator <(Position one, Position other) => one.CompareTo(other) < 0;

    public static bool operator >=(Position one, Position other) => one.CompareTo(other) >= 0;

    public static bool operator <=(Position one, Position other) => one.CompareTo(other) <= 0;

    public int CompareTo(Position other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Id.CompareTo(other.Id);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch:x16}{Id:x16}");

    public static bool TryParse([NotNullWhen(true)] string? text, out Position position)
    {
        position = default;
        if (text is not { Length: Width }
            || !long.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var epoch)
            || !long.TryParse(text.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || epoch < 0 || id < 0)
        {
            return false;
        }

        position = new Position(epoch, id);
        return true;
    }
}
