namespace Graph.Subscriptions;

/// <summary>A place among the executions that run at once.</summary>
internal readonly struct FeedPlace(SemaphoreSlim places) : IDisposable
{
    public void Dispose() => places.Release();
}
