namespace Graph.Hosting.Admin;

/// <summary>The answer of <c>POST /admin/invalidate</c>.</summary>
/// <param name="Position">The record's place in the log.</param>
/// <param name="Invalidated">How many values of this instance's memory it has touched.</param>
internal sealed record InvalidateResponse(string Position, int Invalidated);
