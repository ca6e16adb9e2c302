using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Subscriptions.Invalidations;

/// <summary>What a viewer may know of a record: all that is public, of private values those that are kept by the viewer's own id, and nothing
/// of values whose ids are secrets.</summary>
internal sealed class VisibleNames(SourceRegistry sources)
{
    /// <param name="record">All of it.</param>
    /// <param name="viewer">Null when anonymous.</param>
    /// <param name="only">The tags and keys that were asked for; null for all.</param>
    public (string[] Tags, string[] Keys, string[] Patterns) Of(InvalidationRecord record, Viewer? viewer, IReadOnlyCollection<string>? only) => (
        [.. record.Tags.Where(tag => IsVisible(tag, viewer) && only?.Contains(tag) != false)],
        [.. record.Keys.Select(key => key.Key).Where(key => IsVisible(key, viewer) && only?.Contains(key) != false)],
        [.. record.Patterns.Where(pattern => IsVisiblePattern(pattern, viewer) && only?.Any(name => Glob.Matches(pattern, name)) != false)]);

    private bool IsVisible(string name, Viewer? viewer)
    {
        foreach (var definition in sources.All)
        {
            if (IsGuarded(definition) && IdIn(name, definition.Source) is { } id)
            {
                return IsOwn(definition, id, viewer);
            }
        }

        return true;
    }

    // A pattern that reaches no further than a source's name tells no id; one that does is a name as far as it goes.
    private bool IsVisiblePattern(string pattern, Viewer? viewer)
    {
        var wild = pattern.AsSpan().IndexOfAny('*', '?');
        var literal = wild < 0 ? pattern : pattern[..wild];
        foreach (var definition in sources.All)
        {
            if (IsGuarded(definition) && IdIn(literal, definition.Source) is { Length: > 0 } id)
            {
                return wild < 0 && IsOwn(definition, id, viewer);
            }
        }

        return true;
    }

    private static bool IsGuarded(SourceDefinition definition) => definition.IsPrivate || definition.Source.HasSecretIds;

    private static bool IsOwn(SourceDefinition definition, string id, Viewer? viewer) => !definition.Source.HasSecretIds && id == viewer?.Id;

    private static string? IdIn(string name, Source source) =>
        name.Length > source.Name.Length && name[source.Name.Length] == ':' && name.StartsWith(source.Name, StringComparison.Ordinal)
            ? name[(source.Name.Length + 1)..]
            : null;
}
