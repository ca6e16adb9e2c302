namespace Graph.Upstreams.Resilience;

/// <summary>The numbers are what <c>api.circuit_breaker.state</c> shows.</summary>
internal enum CircuitState
{
    Closed = 0,
    HalfOpen = 1,
    Open = 2,
}
