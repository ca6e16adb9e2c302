namespace Graph.Invalidation;

/// <summary>A moment as this instance saw it: how far the log was known to reach, and how many of its records had been applied.</summary>
/// <remarks>A fetch carries the mark of its START, a record that of its application. Either half proves by itself that a fetch began after
/// the record: the instance had applied it, or knew of a later place in the log (its own appends run ahead of its reader).</remarks>
/// <param name="Position">The highest position known. A value from Redis keeps the position that its fetch began at.</param>
/// <param name="Seq">The count of applied records; <see cref="Unknown"/> for a value of another instance, which its position alone judges.</param>
internal readonly record struct Mark(Position Position, long Seq)
{
    /// <summary>The count of a fetch that another instance has made.</summary>
    public const long Unknown = -1;

    /// <summary>Before every record.</summary>
    public static readonly Mark None = new(Position.Lowest, Unknown);

    /// <summary>Whether nothing proves that a fetch which began at <paramref name="start"/> began after this.</summary>
    public bool Outdates(Mark start) => Seq > start.Seq && Position > start.Position;

    /// <summary>The later of both, each half for itself.</summary>
    public static Mark Max(Mark one, Mark other) =>
        new(one.Position > other.Position ? one.Position : other.Position, Math.Max(one.Seq, other.Seq));
}
