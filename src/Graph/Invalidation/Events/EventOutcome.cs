namespace Graph.Invalidation.Events;

/// <summary>What became of the events of a delivery that was taken.</summary>
/// <param name="Position">Where in the log the last of them is; the log's tail when nothing was new.</param>
/// <param name="Applied">Events that are in the log now.</param>
/// <param name="Duplicates">Events that had been applied before, or come twice in the delivery.</param>
/// <param name="Ignored">Events that concern no domain.</param>
internal readonly record struct EventOutcome(Position Position, int Applied, int Duplicates, int Ignored);
