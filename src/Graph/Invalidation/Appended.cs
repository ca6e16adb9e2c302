namespace Graph.Invalidation;

/// <summary>A record that has been appended, and applied here.</summary>
/// <param name="At">Its place in the log (<see cref="Position.Endless"/> while it has none), and this instance's count of records with it.</param>
/// <param name="IsHeld">Whether no other record has touched what its fence names.</param>
internal readonly record struct Appended(Mark At, bool IsHeld)
{
    /// <summary>Its place in the log; null while it has none (R5).</summary>
    public Position? Position => At.Position == Invalidation.Position.Endless ? null : At.Position;
}
