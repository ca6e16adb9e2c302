using Graph.Execution.Schema;

namespace Graph.Hosting.Admin;

/// <summary>What memory holds of one type, and what its reads have found.</summary>
/// <param name="Type">As metrics call it.</param>
/// <param name="Entries">Values, remembered absences among them.</param>
/// <param name="Bytes">Their estimated size.</param>
/// <param name="HitRate">Keys served from memory, of those read in the last five minutes, 0 to 1; null when none was.</param>
/// <param name="Reads">Keys read since the start.</param>
/// <param name="Now">What the values are good for at this moment.</param>
/// <param name="Ages">How long ago they were fetched; null when there are none.</param>
/// <param name="Evictions">Values that had to make room since the start.</param>
/// <param name="Refreshes">Background refreshes since the start.</param>
/// <param name="InFlight">Keys on their way from the upstream.</param>
/// <param name="LaneKeys">Keys in calls or waiting for a lane.</param>
/// <param name="Policy">The freshness in force.</param>
internal sealed record TypeReport(
    string Type,
    long Entries,
    long Bytes,
    double? HitRate,
    ReadsReport Reads,
    EntriesNow Now,
    AgesReport? Ages,
    long Evictions,
    RefreshesReport Refreshes,
    int InFlight,
    int LaneKeys,
    PolicyReport Policy);
