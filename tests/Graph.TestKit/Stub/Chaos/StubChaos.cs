using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Chaos;

/// <summary>Lets calls go wrong at random. What befalls a call depends on the seed, the client's request and which of its calls it is,
/// not on when it comes: so that a seed repeats as much as concurrent clients allow.</summary>
public sealed class StubChaos(int seed, StubChaosRates rates)
{
    private const int Thousand = 1000;

    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StubMishap>> _ofWrites = new(StringComparer.Ordinal);
    private readonly int[] _tally = new int[Enum.GetValues<StubMishap>().Length];

    /// <summary>The longest wait of <see cref="StubMishap.Latency"/>.</summary>
    public static TimeSpan MaxLatency { get; } = TimeSpan.FromMilliseconds(20);

    public int CountOf(StubMishap mishap) => Volatile.Read(ref _tally[(int)mishap]);

    /// <summary>What has befallen the writes that one request of a client has caused.</summary>
    public IReadOnlyList<StubMishap> OfWrites(string traceId) => _ofWrites.TryGetValue(traceId, out var mishaps) ? [.. mishaps] : [];

    public string Summary => string.Join(", ", Enum.GetValues<StubMishap>().Select(mishap => $"{mishap} {CountOf(mishap)}"));

    internal (StubMishap Mishap, TimeSpan Wait) Next(HttpRequest request)
    {
        var isRead = HttpMethods.IsGet(request.Method);
        var trace = request.Headers["X-Trace-Id"].ToString();
        var call = $"{trace} {request.Method} {request.Path}{request.QueryString}";
        var hash = Hash($"{seed} {call} {_seen.AddOrUpdate(call, 1, (_, count) => count + 1)}");
        var mishap = Pick(isRead ? rates.Reads : rates.Writes, (int)(hash % Thousand));
        Interlocked.Increment(ref _tally[(int)mishap]);
        if (!isRead)
        {
            _ofWrites.GetOrAdd(trace, _ => []).Enqueue(mishap);
        }

        return (mishap, MaxLatency * (hash / Thousand % Thousand / (double)Thousand));
    }

    private static StubMishap Pick(IReadOnlyDictionary<StubMishap, int> rates, int drawn)
    {
        foreach (var (mishap, rate) in rates.OrderBy(rate => rate.Key))
        {
            drawn -= rate;
            if (drawn < 0)
            {
                return mishap;
            }
        }

        return StubMishap.None;
    }

    // FNV-1a, stirred at the end: string.GetHashCode differs from process to process.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }
}
