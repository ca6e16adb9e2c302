namespace Graph.Invalidation;

/// <summary>A record that has been appended, and applied here.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Seq">This instance's count of records with it.</param>
/// <param name="IsHeld">Whether no other record has touched what its fence names.</param>
internal readonly record struct Appended(Position Position, long Seq, bool IsHeld);
