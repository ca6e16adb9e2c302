namespace Graph.Upstreams.Embedded;

/// <summary>The reference services inside this process.</summary>
internal interface IEmbeddedUpstreams : IAsyncDisposable
{
    /// <summary>Starts them; they answer when this returns.</summary>
    /// <returns>Where all of them listen.</returns>
    Task<Uri> StartAsync(CancellationToken cancellation);

    /// <summary>Has them tell of their changes from now on.</summary>
    /// <param name="url">The events endpoint.</param>
    /// <param name="secret">What deliveries are signed with; null: nothing.</param>
    /// <param name="upstreams">Those that the services stand in for; what the others change concerns nobody.</param>
    void SendEventsTo(Uri url, string? secret, IReadOnlyCollection<string> upstreams);
}
