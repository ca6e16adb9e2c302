using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>A record that somebody has asked to append, and what became of it.</summary>
/// <param name="AskedAt">When, by the clock that only the test sees: whatever was fetched before may be older than the change.</param>
/// <param name="By">Who was asked.</param>
/// <param name="Record">The record.</param>
internal sealed record Said(int AskedAt, Instance By, InvalidationRecord Record)
{
    /// <summary>Whether its asker has been told that it holds.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Its place as it was acknowledged; null without one.</summary>
    public Position? Place { get; set; }

    /// <summary>Whether it has come to the log when its time was past: then its keys fall whatever their version.</summary>
    public bool IsLate { get; set; }

    /// <summary>Where it has been in the log: also where an answer was lost, and where it was appended again.</summary>
    public List<Position> Copies { get; } = [];

    /// <summary>When each instance has applied it, or may have.</summary>
    public List<(Instance Instance, int At)> Applied { get; } = [];

    /// <summary>The number that tells it from the others, also in the log.</summary>
    public string Name => Record.Alive[0];

    /// <summary>Whether it may have been applied since; as long as its asker waits nobody knows.</summary>
    public bool MayTouchAt(Instance instance, int since) =>
        (!IsAcknowledged && instance == By) || Applied.Exists(applied => applied.Instance == instance && applied.At > since);

    public override string ToString() =>
        $"record {Name} on [{string.Join(' ', [.. Record.Keys.Select(key => $"{key.Key}:{key.Version}"), .. Record.Tags, .. Record.Patterns])}], "
        + $"asked for at {AskedAt}, at {string.Join(' ', Copies)}";

    public bool HoldsAt(Instance instance) =>
        (IsAcknowledged && instance == By) || Copies.Any(copy => copy <= instance.Log.Consumed);
}
