namespace Graph.Caching.Freshness;

/// <summary>Section <c>Freshness</c>: overrides by SDL coordinate, a type (<c>Product</c>) or a field (<c>Product.recommendations</c>).</summary>
internal sealed class FreshnessOverrides() : Dictionary<string, FreshnessOptions>(StringComparer.OrdinalIgnoreCase);
