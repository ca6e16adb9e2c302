using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>A value that was fetched (or written) once: all that is ever asked of it is whether it is dead.</summary>
/// <param name="Began">When its fetch began, by the clock that only the test sees.</param>
/// <param name="Key">Its key.</param>
/// <param name="Start">What its instance knew then.</param>
/// <param name="Version">Its version.</param>
internal sealed record Fetched(int Began, string Key, Mark Start, long Version)
{
    /// <summary>The instance that keeps it in memory; null once that has ended. Every other one finds it in Redis.</summary>
    public Instance? Home { get; set; }

    /// <summary>The record of the write that it was filled by; it does not touch its own value.</summary>
    public Said? Own { get; init; }

    public string[] Tags { get; } = [LogRun.TagOf(Key)];

    public bool IsTouchedBy(Said said, bool whateverItsVersion = false) => said != Own && said.Record is var record
        && (record.Keys.Any(key => key.Key == Key && (whateverItsVersion || record.ForgetsVersions || key.Version is not { } version || Version < version))
            || record.Tags.Any(Tags.Contains)
            || record.Patterns.Any(glob => Glob.Matches(glob, Key) || Glob.Matches(glob, Tags[0])));

    public override string ToString() => $"{Key} at version {Version}, begun at {Began} with {Start}";

    public bool IsDeadAt(Instance instance) =>
        instance.Index.IsDead(Key, Tags, instance == Home ? Start : new Mark(Start.Position, Mark.Unknown), Version);
}
