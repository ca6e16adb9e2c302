namespace Graph.Caching.ResponseCache;

/// <summary>Finds all that a response depends on: the keys that were read, and the tags of what was found.</summary>
internal static class ResponseNames
{
    public static Registration[] Of(CachedResponse response, ResponseReads reads)
    {
        var byName = new Dictionary<string, Registration>(reads.Count * 2, StringComparer.Ordinal);
        foreach (var batch in reads.Batches)
        {
            foreach (var read in batch.Reads)
            {
                var entry = read.Entry!;
                if (!byName.TryGetValue(entry.Key, out var known) || !known.IsKey)
                {
                    byName[entry.Key] = new Registration(response, entry.Key) { IsKey = true, Version = entry.Version, FetchedAt = entry.FetchedAt };
                }

                for (var i = 0; i < entry.Tags.Count; i++)
                {
                    if (!byName.ContainsKey(entry.Tags[i]))
                    {
                        byName.Add(entry.Tags[i], new Registration(response, entry.Tags[i]));
                    }
                }
            }
        }

        return [.. byName.Values];
    }
}
