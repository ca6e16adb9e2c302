namespace Graph.HttpCaching.Purging;

/// <summary>One shared cache. What it has to be told waits here until it has taken it: a cache that is away does not hold up the others.</summary>
internal sealed class PurgeTarget(Uri address, PurgeOptions options, PurgeClient client, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly PurgeNames _names = new(options, time);
    private int _failures; // in a row

    /// <summary>Names that it has still to be told.</summary>
    public int Count => _names.Count;

    /// <summary>Never waits.</summary>
    public void Add(IReadOnlyCollection<string> tokens) => _names.Add(tokens);

    /// <summary>Tells it, until the graph stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            var tokens = _names.Take();
            if (tokens.Count == 0)
            {
                await _names.WaitAsync(stopping);
            }
            else if (await client.PurgeAsync(address, tokens, stopping) is { } failure)
            {
                _names.PutBack(tokens);
                Note(failure);
                await Task.Delay(Wait(), time, stopping);
            }
            else
            {
                NoteSuccess(tokens);
            }
        }
    }

    public void Dispose() => _names.Dispose();

    // From half to the whole of a time that doubles, so that instances that lost it together do not come back together.
    private TimeSpan Wait()
    {
        var most = FirstWait * Math.Pow(2, Math.Min(_failures - 1, 20));
        return (most < LongestWait ? most : LongestWait) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private void Note(string failure)
    {
        PurgeMetrics.Count("failed");
        if (_failures++ == 0)
        {
            Log.PurgeFailing(logger, address, failure);
        }
    }

    private void NoteSuccess(IReadOnlyList<string> tokens)
    {
        PurgeMetrics.Count(tokens is [SurrogateKeys.Everything] ? "everything" : "names");
        if (_failures > 0)
        {
            Log.PurgeBack(logger, address, _failures);
            _failures = 0;
        }
    }
}
