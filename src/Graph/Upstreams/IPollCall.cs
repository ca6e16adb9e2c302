namespace Graph.Upstreams;

/// <summary>Implemented by contexts of calls that nobody's answer depends on and that come again by themselves: they look for changes.
/// A failure is not repeated at once, and says nothing about what else the upstream answers, so it does not count against the breaker.</summary>
internal interface IPollCall
{
    /// <summary>Tells the upstream's own clock at an answer (<c>Date</c>, RFC 9110, 6.6.1), where it says so; to the second.</summary>
    void AnsweredAt(DateTimeOffset date);
}
