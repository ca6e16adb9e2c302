using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Reads what the log has said between two positions.</summary>
internal static class LogReading
{
    /// <returns>The records in their order; null where not all of them are to be had.</returns>
    public static async ValueTask<IReadOnlyList<LogEntry>?> BetweenAsync(
        IInvalidationLog log, Position after, Position upTo, CancellationToken cancellation)
    {
        var entries = new List<LogEntry>();
        if (after >= upTo)
        {
            return entries;
        }

        await foreach (var entry in log.ReadAsync(after, cancellation))
        {
            if (entry.IsGap)
            {
                return null;
            }

            if (entry.Position > upTo)
            {
                break;
            }

            entries.Add(entry);
            if (entry.Position == upTo)
            {
                break;
            }
        }

        return entries;
    }
}
