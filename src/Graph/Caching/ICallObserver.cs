namespace Graph.Caching;

/// <summary>Hears, besides what is read, which upstream calls it costs. Called from any thread, also at once.</summary>
internal interface ICallObserver : IReadObserver
{
    /// <summary>A call that the operation has started has come in, or failed. Told before anybody gets what it has brought.</summary>
    void Called(ObservedCall call);
}
