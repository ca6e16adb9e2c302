namespace Graph.Transport.Realtime;

/// <summary>A connection that stays open. It has no timer of its own: <see cref="OpenConnections"/> looks at all of them.</summary>
internal interface IOpenConnection
{
    RealtimeTransport Transport { get; }

    /// <summary>Looks for what is due. Never waits, never throws.</summary>
    /// <param name="now">A timestamp of the clock.</param>
    void Check(long now);

    /// <summary>Ends subscriptions as complete, lets what else runs come to its end, and then closes. Never waits, never throws.</summary>
    void Stop();
}
