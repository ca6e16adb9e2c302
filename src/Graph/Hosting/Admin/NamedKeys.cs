using Graph.Caching;
using Graph.Invalidation;

namespace Graph.Hosting.Admin;

/// <summary>Turns the names that an operator gives into those of the log: where ids are secrets, the log never sees one.</summary>
internal sealed class NamedKeys(SourceRegistry sources, SecretIds ids)
{
    /// <summary>The name in the log. Tags go the same way: an operator who takes one for the other tells no secret.</summary>
    public string InLog(string name) => sources.Named(name)?.Source is { HasSecretIds: true } source
        ? ids.KeyOfNamed(source, name[(source.Name.Length + 1)..])
        : name;

    /// <summary>What is wrong with a pattern, for people; null when it can match. One over a secret id never can.</summary>
    public string? ProblemOf(string pattern) =>
        sources.Named(pattern)?.Source is { HasSecretIds: true } source && pattern[(source.Name.Length + 1)..] is not "*"
            ? $"The ids of '{source.Name}' are secrets, which the log does not know: the only pattern over them is {source.Name}:*. Name others as keys."
            : null;
}
