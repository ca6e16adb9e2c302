using Graph.Invalidation;

namespace Graph.Hosting.Admin;

/// <summary>The body of <c>POST /admin/invalidate</c>; at least one name in all. A list that is absent is empty.</summary>
internal sealed record InvalidateRequest(IReadOnlyList<string?>? Tags, IReadOnlyList<string?>? Keys, IReadOnlyList<string?>? Patterns)
{
    private const int MaxNameLength = 1_024;

    /// <summary>The record it asks for, or what is wrong with it, for people.</summary>
    public (InvalidationRecord? Record, string? Problem) ToRecord(int maxNames, NamedKeys names)
    {
        var all = All(Tags).Concat(All(Keys)).Concat(All(Patterns)).ToArray();
        var problem =
            all.Length == 0 ? "Name at least one tag, key or pattern. The pattern * is everything."
            : all.Length > maxNames ? $"{all.Length} names are more than one record takes ({maxNames}, Invalidation:MaxNamesPerRecord). Send them in parts."
            : all.Any(name => name is not { Length: > 0 and <= MaxNameLength }) ? $"A name is a string of 1 to {MaxNameLength} characters."
            : All(Patterns).Select(pattern => names.ProblemOf(pattern!)).FirstOrDefault(problem => problem is not null);
        return problem is null ? (Record(names), null) : (null, problem);
    }

    private InvalidationRecord Record(NamedKeys names) => new(
        [.. All(Keys).Select(key => new KeyInvalidation(names.InLog(key!)))], [.. All(Tags).Select(tag => names.InLog(tag!))], [.. All(Patterns)!])
    {
        ForgetsVersions = true, // an operator may have restored an upstream from a backup
    };

    private static IEnumerable<string?> All(IReadOnlyList<string?>? names) => names ?? [];
}
