namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>The newest position that each client has seen: what it sends back, or hands to another.</summary>
internal sealed class Positions(int clients)
{
    // Epoch first and of fixed width: two that differ in their first half are of two epochs, or far apart.
    private const int EpochWidth = 16;

    private readonly string?[] _newest = new string?[clients];
    private string? _newestOfAll;

    public string? NewestOfAll => Volatile.Read(ref _newestOfAll);

    public string? Of(int client) => Volatile.Read(ref _newest[client]);

    public void See(int client, string? position)
    {
        if (position is not null)
        {
            _newest[client] = Max(_newest[client], position);
            string? before;
            do
            {
                before = NewestOfAll;
            }
            while (Interlocked.CompareExchange(ref _newestOfAll, Max(before, position), before) != before);
        }
    }

    /// <summary>Whether it may be of an epoch that is over: then reads go past all caches, and past running fetches.</summary>
    public bool IsOfAnotherEpoch(string position) =>
        NewestOfAll is { } newest && !newest.AsSpan(0, EpochWidth).SequenceEqual(position.AsSpan(0, EpochWidth));

    private static string Max(string? left, string right) => string.CompareOrdinal(left, right) > 0 ? left! : right;
}
