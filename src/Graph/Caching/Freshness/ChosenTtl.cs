namespace Graph.Caching.Freshness;

/// <summary>The ttl of a value that is about to be kept.</summary>
/// <param name="Own">What its lifetime has of its own.</param>
/// <param name="History">What to remember of its key; null where nothing adapts.</param>
internal readonly record struct ChosenTtl(EntryTtl Own, TtlHistory? History);
