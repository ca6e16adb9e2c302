using Graph.Invalidation;

namespace Graph.Caching;

/// <summary>One value that an answer was made of, with all that judges it.</summary>
/// <param name="Key">Its logical key.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Start">The start of its fetch.</param>
/// <param name="Version">Its version; null for lists, absences, failures and unversioned entities.</param>
internal readonly record struct Dependency(string Key, IReadOnlyList<string> Tags, Mark Start, long? Version)
{
    /// <summary>Whether it is not what another of its key was: neither of the same fetch nor of the same version.</summary>
    public bool IsAnotherThan(Dependency other) => Start != other.Start && (Version is null || Version != other.Version);
}
