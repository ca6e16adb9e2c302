namespace Graph.Caching.ResponseCache;

/// <summary>The executions under way, by what they answer: one of a kind at a time.</summary>
internal sealed class ResponseFlights<T> where T : class
{
    private readonly Dictionary<ResponseKey, ResponseFlight<T>> _table = [];
    private readonly Lock _lock = new();

    /// <returns>A flight, and whether it is the caller's to complete.</returns>
    public (ResponseFlight<T> Flight, bool IsMine) JoinOrBegin(ResponseKey key)
    {
        lock (_lock)
        {
            if (_table.TryGetValue(key, out var running))
            {
                running.Join();
                return (running, false);
            }

            var flight = new ResponseFlight<T>();
            _table.Add(key, flight);
            return (flight, true);
        }
    }

    /// <summary>Lets nobody join any more; then it is known who waits.</summary>
    public void Close(ResponseKey key, ResponseFlight<T> flight)
    {
        lock (_lock)
        {
            if (_table.GetValueOrDefault(key) == flight)
            {
                _table.Remove(key);
            }
        }
    }
}
