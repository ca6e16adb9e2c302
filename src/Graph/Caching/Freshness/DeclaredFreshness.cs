namespace Graph.Caching.Freshness;

/// <summary>Every <c>@freshness</c> of the SDL, by coordinate, as it is written.</summary>
internal sealed record DeclaredFreshness(IReadOnlyDictionary<string, FreshnessDirective> ByCoordinate);
