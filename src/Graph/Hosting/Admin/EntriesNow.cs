namespace Graph.Hosting.Admin;

/// <summary>Values by what they are good for at this moment; together they are all.</summary>
/// <param name="Fresh">Are served.</param>
/// <param name="Stale">Are served while a refresh runs.</param>
/// <param name="Negative">Are remembered absences, and served.</param>
/// <param name="Expired">Are served only if the upstream fails.</param>
/// <param name="Invalidated">Are not served any more; nobody has asked for them since.</param>
internal sealed record EntriesNow(long Fresh, long Stale, long Negative, long Expired, long Invalidated);
