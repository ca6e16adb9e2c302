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

    private bool IsVisible(string name, Viewer? viewer) =>
        Guarding(name) is not { } definition || IsOwn(definition, IdIn(name, definition), viewer);

    // A pattern that reaches no further than a source's name tells no id; one that does is a name as far as it goes.
    private bool IsVisiblePattern(string pattern, Viewer? viewer)
    {
        var wild = pattern.AsSpan().IndexOfAny('*', '?');
        var literal = wild < 0 ? pattern : pattern[..wild];
        return Guarding(literal) is not { } definition
            || IdIn(literal, definition) is var id && (id.Length == 0 || (wild < 0 && IsOwn(definition, id, viewer)));
    }

    private SourceDefinition? Guarding(string name) =>
        sources.Named(name) is { } definition && (definition.IsPrivate || definition.Source.HasSecretIds) ? definition : null;

    private static bool IsOwn(SourceDefinition definition, string id, Viewer? viewer) => !definition.Source.HasSecretIds && id == viewer?.Id;

    private static string IdIn(string name, SourceDefinition definition) => name[(definition.Source.Name.Length + 1)..];
}
