using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>What is due, looked at twice a second from outside.</summary>
internal sealed partial class SocketConnection
{
    private const long Never = long.MinValue;
    private const int NotCut = -1;

    private readonly long _opened;
    private long _heard;
    private long _pinged = Never;
    private long _closedAt = Never;
    private int _cutBy = NotCut;

    private EndReason? CutBy => Volatile.Read(ref _cutBy) is var reason && reason != NotCut ? (EndReason)reason : null;

    public void Check(long now)
    {
        var options = _services.Options;
        if (_writer.IsStuck(now, options.SendTimeout))
        {
            Cut(_close?.End ?? EndReason.SendTimeout);
        }
        else if (Volatile.Read(ref _closedAt) is var closedAt && closedAt != Never)
        {
            if (IsOver(closedAt, options.CloseTimeout, now))
            {
                Cut(_close!.End);
            }
        }
        else if (!_session.IsInitialised)
        {
            if (IsOver(_opened, options.InitTimeout, now))
            {
                Close(SocketClose.InitTimeout);
            }
        }
        else if (_session.MayBeServed())
        {
            CheckPulse(now, options);
        }
    }

    public void Stop() => _session.Operations.Finish();

    private void CheckPulse(long now, RealtimeOptions options)
    {
        var heard = Volatile.Read(ref _heard);
        if (_pinged == Never || heard >= _pinged)
        {
            _pinged = Never;
            if (IsOver(heard, options.PingInterval, now))
            {
                _pinged = now;
                _ = PingAsync();
            }
        }
        else if (IsOver(_pinged, options.PingTimeout, now))
        {
            Close(SocketClose.PingTimeout);
        }
    }

    private async Task PingAsync()
    {
        try
        {
            await _writer.SendAsync(ServerMessage.Ping);
        }
        catch (Exception gone) when (ConnectionLoss.Is(gone))
        {
            // its reader has noticed too
        }
    }

    private bool IsOver(long since, TimeSpan limit, long now) => _services.Time.GetElapsedTime(since, now) >= limit;

    private void Cut(EndReason reason)
    {
        Interlocked.CompareExchange(ref _cutBy, (int)reason, NotCut);
        _cut.Cut();
    }
}
