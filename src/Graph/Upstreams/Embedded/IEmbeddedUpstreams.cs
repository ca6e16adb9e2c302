namespace Graph.Upstreams.Embedded;

/// <summary>The reference services inside this process.</summary>
internal interface IEmbeddedUpstreams : IAsyncDisposable
{
    /// <summary>Starts them; they answer when this returns.</summary>
    /// <returns>Where all of them listen.</returns>
    Task<Uri> StartAsync(CancellationToken cancellation);
}
