using System.Collections.Concurrent;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>The newest position that each client has seen: what it sends back, or hands to another.</summary>
internal sealed class Positions(int clients)
{
    // Epoch first and of fixed width: two that differ in their first half are of two epochs, or far apart.
    private const int EpochWidth = 16;

    private readonly string?[] _newest = new string?[clients];
    private readonly ConcurrentDictionary<string, string> _epochOfInstance = new(StringComparer.Ordinal);
    private string? _newestOfAll;

    public string? NewestOfAll => Volatile.Read(ref _newestOfAll);

    public string? Of(int client) => Volatile.Read(ref _newest[client]);

    /// <summary>A client was told a position by an instance.</summary>
    public void See(int client, string instance, string? position)
    {
        if (position is null)
        {
            return;
        }

        _epochOfInstance[instance] = position[..EpochWidth];
        _newest[client] = Max(_newest[client], position);
        string? before;
        do
        {
            before = NewestOfAll;
        }
        while (Interlocked.CompareExchange(ref _newestOfAll, Max(before, position), before) != before);
    }

    /// <summary>Whether an instance may be in another epoch than a position: then a read goes past all caches, and past running fetches.</summary>
    public bool MayPassCaches(string instance, string position) =>
        !_epochOfInstance.TryGetValue(instance, out var epoch) || !position.StartsWith(epoch, StringComparison.Ordinal);

    private static string Max(string? left, string right) => string.CompareOrdinal(left, right) > 0 ? left! : right;
}
