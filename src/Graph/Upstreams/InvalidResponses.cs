using Graph.Domains.Abstractions;

namespace Graph.Upstreams;

/// <summary>Logs answers of one upstream that are not what its contract says.</summary>
internal sealed class InvalidResponses(string upstream, TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);

    public void Note(UpstreamPath path, string problem)
    {
        if (_throttle.MayLog())
        {
            Log.InvalidResponse(logger, upstream, path.Route, problem);
        }
    }
}
