using System.ComponentModel.DataAnnotations;

namespace Graph.Transport.Realtime;

/// <summary>Connections that stay open: WebSockets and event streams. Section <c>Realtime</c>.</summary>
internal sealed class RealtimeOptions
{
    public const string SectionName = "Realtime";

    /// <summary>WebSockets at once; further ones are refused with 503. <c>Hosting:MaxUpgradedConnections</c> bounds those over HTTP/1.1 too.</summary>
    /// <value>Default 5,000.</value>
    [Range(1, 10_000_000)]
    public int MaxWebSockets { get; set; } = 5_000;

    /// <summary>Event streams at once; further ones are refused with 503.</summary>
    /// <value>Default 5,000.</value>
    [Range(1, 10_000_000)]
    public int MaxEventStreams { get; set; } = 5_000;

    /// <summary>Operations under way on one WebSocket; a further one gets an error with <c>LIMIT_EXCEEDED</c>.</summary>
    /// <value>Default 100.</value>
    [Range(1, 10_000)]
    public int OperationsPerWebSocket { get; set; } = 100;

    /// <summary>Bytes of one message from a client; a larger one closes the socket with 1009.</summary>
    /// <value>Default 1,048,576 (1 MB).</value>
    [Range(1_024, 1_073_741_824)]
    public int MessageBytes { get; set; } = 1_048_576;

    /// <summary>Bytes of an operation's id, as it stands in the message; a longer one closes the socket with 4400.</summary>
    /// <value>Default 128.</value>
    [Range(38, 65_536)]
    public int OperationIdBytes { get; set; } = 128;

    /// <summary>Messages a second that a client may go on sending; more close the socket with 4429.</summary>
    /// <value>Default 50.</value>
    [Range(1, 1_000_000)]
    public int MessagesPerSecond { get; set; } = 50;

    /// <summary>Messages that a client may send at once. A new socket may send <see cref="OperationsPerWebSocket"/> more, so that a client
    /// that comes back can ask for all that it had.</summary>
    /// <value>Default 100.</value>
    [Range(1, 1_000_000)]
    public int MessageBurst { get; set; } = 100;

    /// <summary>How long a client may take until it sends <c>connection_init</c>; then 4408.</summary>
    /// <value>Default 3 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a client may be silent until it is sent a <c>ping</c>.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may stay silent after that; then 4408.</summary>
    /// <value>Default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan PingTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an event stream may be silent until it is sent a comment.</summary>
    /// <value>Default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan CommentInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take until there is room for one message; then its connection is cut.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to answer a close; then its connection is cut.</summary>
    /// <value>Default 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
