using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>What a record says of one value.</summary>
internal static class Recorded
{
    /// <summary>Whether it names the key or one of the tags, or a pattern of it matches one.</summary>
    public static bool Touches(this InvalidationRecord record, string key, IReadOnlyList<string> tags) =>
        record.Keys.Any(named => named.Key == key)
        || record.Tags.Any(tag => tag == key || tags.Contains(tag))
        || record.Patterns.Any(pattern => Glob.Matches(pattern, key) || tags.Any(tag => Glob.Matches(pattern, tag)));
}
