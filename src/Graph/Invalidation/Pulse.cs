using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation;

/// <summary>Whether silence means that nothing has changed: the log is being read, and an upstream gives signs of life.</summary>
internal sealed class Pulse(IOptions<InvalidationOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Life> _lives = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isLogAway;

    /// <summary>Whether this instance can't read the log now, so that changes may be unknown to it.</summary>
    public bool IsLogAway
    {
        get => _isLogAway;
        set => _isLogAway = value;
    }

    /// <summary>While the log is away, the longest that a value is served whose upstream announces its changes.</summary>
    public TimeSpan FallbackTtl => options.Value.FallbackTtl;

    /// <summary>Takes the signs of life that a record brings.</summary>
    /// <param name="domains">Whose they are.</param>
    /// <param name="age">How long ago the record was appended.</param>
    public void Beat(IReadOnlyList<string> domains, TimeSpan age)
    {
        var at = time.GetTimestamp() - (long)(age.TotalSeconds * time.TimestampFrequency);
        foreach (var domain in domains)
        {
            _lives.AddOrUpdate(domain, _ => new Life(at, at), (_, life) => at <= life.Last ? life : new Life(Ends(life) < at ? at : life.Since, at));
        }
    }

    /// <summary>Whether a domain's upstream has told every change since a moment, without a break, and the log brings them here.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="since">A <see cref="TimeProvider"/> timestamp.</param>
    public bool HasToldSince(string domain, long since) =>
        !_isLogAway && _lives.TryGetValue(domain, out var life) && life.Since <= since && time.GetTimestamp() < Ends(life);

    private long Ends(Life life) => life.Last + (long)(options.Value.SourceSilence.TotalSeconds * time.TimestampFrequency);

    /// <param name="Since">The first sign after the last silence.</param>
    /// <param name="Last">The last sign.</param>
    private sealed record Life(long Since, long Last);
}
