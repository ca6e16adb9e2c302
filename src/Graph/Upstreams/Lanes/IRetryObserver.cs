namespace Graph.Upstreams.Lanes;

/// <summary>Told by the client when a call only waits for its next attempt, so that it does not hold its lane meanwhile.</summary>
internal interface IRetryObserver
{
    void RetryWaits();

    void RetryResumes();
}
