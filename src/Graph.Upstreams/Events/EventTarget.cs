namespace Graph.Upstreams.Events;

/// <summary>Where events go. Embedded, the graph knows its own address only once it listens, so the target may be set later.</summary>
internal sealed class EventTarget
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Destination? _current;

    public EventTarget(EventsOptions options)
    {
        if (options.Url is not null)
            Set(options.Url, options.Secret);
    }

    /// <summary>Null while nobody is to be told.</summary>
    public Destination? Current => _current;

    public void Set(Uri url, string? secret, IReadOnlyCollection<string>? services = null)
    {
        _current = new Destination(url, secret, services ?? ServiceNames.All);
        _known.TrySetResult();
    }

    public async Task<Destination> WaitAsync(CancellationToken cancellationToken)
    {
        await _known.Task.WaitAsync(cancellationToken);
        return _current!;
    }
}
