namespace Graph.Hosting.Admin;

/// <summary>What a value is good for; <see cref="EntriesNow"/> has the words.</summary>
internal enum EntryState
{
    Fresh,
    Stale,
    Negative,
    Expired,
    Invalidated,
}
