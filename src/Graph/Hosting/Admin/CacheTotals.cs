namespace Graph.Hosting.Admin;

/// <summary>What memory holds of all types together, and what it may.</summary>
internal sealed record CacheTotals(
    long Entries, long MaxEntries, long Bytes, long MaxBytes, long Evictions, long Overlays, long MaxOverlays, long InFlight, long LaneKeys);
