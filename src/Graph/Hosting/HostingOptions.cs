using System.ComponentModel.DataAnnotations;

namespace Graph.Hosting;

/// <summary>The server's connections, and how it stops.</summary>
internal sealed class HostingOptions
{
    public const string SectionName = "Hosting";

    /// <summary>Connections at once; further ones are closed as they come.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Connections at once that have become WebSockets.</summary>
    /// <value>Default 5,000.</value>
    [Range(1, 10_000_000)]
    public int MaxUpgradedConnections { get; set; } = 5_000;

    /// <summary>Bytes of a request's first line, with a GET's query in its URL; past it 414.</summary>
    /// <value>Default 16,384.</value>
    [Range(1_024, 1_048_576)]
    public int MaxRequestLineBytes { get; set; } = 16_384;

    /// <summary>Bytes of a request's headers in all; past it 431.</summary>
    /// <value>Default 32,768.</value>
    [Range(1_024, 1_048_576)]
    public int MaxHeaderBytes { get; set; } = 32_768;

    /// <summary>Headers of a request; past it 431.</summary>
    /// <value>Default 100.</value>
    [Range(10, 10_000)]
    public int MaxHeaders { get; set; } = 100;

    /// <summary>How long a client may take to send its headers.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an idle connection is kept.</summary>
    /// <value>Default 130 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>At a stop, how long requests are still taken while <c>/health/ready</c> says 503, so that load balancers see it first.</summary>
    /// <value>Default 5 s; none in Development.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan? DrainDelay { get; set; }

    /// <summary>At a stop, how long running requests have to end after <see cref="DrainDelay"/>.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan DrainDelayIn(IHostEnvironment environment) =>
        DrainDelay ?? (environment.IsDevelopment() ? TimeSpan.Zero : TimeSpan.FromSeconds(5));
}
