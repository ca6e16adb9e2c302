namespace Graph.Transport.Realtime;

/// <summary>Cuts a request's connection, but never once the request has ended: by then its context may be another's.</summary>
internal sealed class ConnectionCut(HttpContext http)
{
    private readonly Lock _gate = new();
    private bool _ended;

    public void Cut()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                http.Abort();
            }
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
        }
    }
}
