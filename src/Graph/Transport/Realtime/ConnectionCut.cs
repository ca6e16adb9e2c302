namespace Graph.Transport.Realtime;

/// <summary>Cuts a request's connection, but never once the request has ended: by then its context may be another's.</summary>
internal struct ConnectionCut(HttpContext http)
{
    private const int Open = 0;
    private const int Cutting = 1;
    private const int Ended = 2;

    private int _state;

    public void Cut()
    {
        if (Interlocked.CompareExchange(ref _state, Cutting, Open) == Open)
        {
            http.Abort();
            Volatile.Write(ref _state, Open);
        }
    }

    /// <summary>Waits for a cut that is under way.</summary>
    public void End()
    {
        var wait = default(SpinWait);
        while (Interlocked.CompareExchange(ref _state, Ended, Open) == Cutting)
        {
            wait.SpinOnce();
        }
    }
}
