using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>Lays a viewer's pending changes over what the cache gives (R17). The values in the cache stay as they are.</summary>
internal sealed class Projection<T>(CachedSource<T> source, CacheParts parts) where T : class
{
    public async ValueTask<LoadResult<T>[]> ReadAsync(IReadOnlyList<ReadKey> keys, LoadRequest request)
    {
        while (true)
        {
            var before = PendingOf(keys, request);
            var results = await source.ReadBareAsync(keys, request);
            var pending = PendingOf(keys, request);

            // Confirmed in between: the value may be of before the write, and the overlay that made up for it is gone.
            if (Array.TrueForAll(before, overlays => Array.TrueForAll(overlays, overlay => !overlay.IsConfirmed)))
            {
                Lay(keys, pending, results, request);
                return results;
            }
        }
    }

    private Overlay[][] PendingOf(IReadOnlyList<ReadKey> keys, LoadRequest request)
    {
        var pending = new Overlay[keys.Count][];
        for (var i = 0; i < pending.Length; i++)
        {
            pending[i] = OverlayKey.Of(source, keys[i].Id, request) is { } key ? parts.Overlays.Of(key) : [];
        }

        return pending;
    }

    private void Lay(IReadOnlyList<ReadKey> keys, Overlay[][] pending, LoadResult<T>[] results, LoadRequest request)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (!results[i].IsFound || pending[i].Length == 0)
            {
                continue;
            }

            var logicalKey = source.LogicalKeyOf(keys[i].Id);
            foreach (var overlay in pending[i])
            {
                if (parts.Overlays.IsAlive(overlay, logicalKey))
                {
                    results[i] = ((Overlay<T>)overlay).Lay(results[i].Value!, ReportDefect);
                    request.SawOptimistic = true;
                }
            }
        }
    }

    private void ReportDefect(Exception defect) =>
        Log.OverlayThrew(parts.Logger, source.Definition.Source.Name, source.Definition.Domain, HiddenDefect.Of(source.Definition.Source, defect));
}
