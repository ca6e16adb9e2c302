namespace Graph.Hosting.Admin;

/// <summary>The invalidation log, as this instance knows it.</summary>
/// <param name="Position">The last record that has been applied.</param>
/// <param name="Records">How many have been applied since the start.</param>
/// <param name="Slots">Keys and tags that the index remembers.</param>
/// <param name="MaxSlots"><c>Invalidation:MaxSlots</c>.</param>
/// <param name="Patterns">Globs that it remembers.</param>
/// <param name="MaxPatterns"><c>Invalidation:MaxPatterns</c>.</param>
/// <param name="Floor">The number of the record up to which it has forgotten something, so that all that was fetched before counts as
/// invalidated; null when it has forgotten nothing.</param>
internal sealed record LogReport(string Position, long Records, int Slots, int MaxSlots, int Patterns, int MaxPatterns, long? Floor);
