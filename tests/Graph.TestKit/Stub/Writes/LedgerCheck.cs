namespace Graph.TestKit.Stub.Writes;

/// <summary>What must hold of every ledger, whoever has written.</summary>
public static class LedgerCheck
{
    /// <summary>Every breach in words; empty when there is none.</summary>
    public static IReadOnlyList<string> Breaches(IReadOnlyList<LedgerEntry> entries) => [.. Versions(entries), .. IdempotencyKeys(entries)];

    // Each write of a key adds one: a version that is there twice was written twice, one that falls or leaps has lost a write.
    private static IEnumerable<string> Versions(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var ofKey in entries.GroupBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var (before, after) in ofKey.Zip(ofKey.Skip(1)).Where(pair => pair.Second.Version != pair.First.Version + 1))
            {
                yield return $"{ofKey.Key}: version {after.Version} ({after.Action}, write {after.Write}) follows version {before.Version} ({before.Action}, write {before.Write}).";
            }
        }
    }

    private static IEnumerable<string> IdempotencyKeys(IReadOnlyList<LedgerEntry> entries) => entries
        .Where(entry => entry.IdempotencyKey is not null)
        .GroupBy(entry => entry.IdempotencyKey!, StringComparer.Ordinal)
        .Select(ofKey => (Key: ofKey.Key, Writes: ofKey.Select(entry => entry.Write).Distinct().ToArray()))
        .Where(key => key.Writes.Length > 1)
        .Select(key => $"Idempotency-Key {key.Key}: applied {key.Writes.Length} times (writes {string.Join(", ", key.Writes)}).");
}
