using System.Net.WebSockets;
using Graph.Security;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>Why the server closes a socket. The codes are graphql-transport-ws's, and RFC 6455's (7.4.1) where that has the better one.</summary>
/// <param name="Code">What clients decide by whether to come back.</param>
/// <param name="Reason">For people; cut to what a frame can hold.</param>
/// <param name="End">For the metrics.</param>
internal sealed record SocketClose(int Code, string Reason, EndReason End)
{
    private const int MaxReasonBytes = 123; // RFC 6455, 5.5: 125 with the code

    public static readonly SocketClose InitTimeout = new(4408, "Connection initialisation timeout", EndReason.InitTimeout);

    public static readonly SocketClose TooManyInits = new(4429, "Too many initialisation requests", EndReason.Protocol);

    public static readonly SocketClose Unauthorized = new(4401, "Unauthorized", EndReason.Protocol);

    public static readonly SocketClose Subprotocol = new(4406, "Subprotocol not acceptable", EndReason.Protocol);

    public static readonly SocketClose InvalidText = Invalid("A text of the message is no valid Unicode");

    public static readonly SocketClose PingTimeout = new(4408, "No pong in time", EndReason.PingTimeout);

    public static readonly SocketClose Stopping = new((int)WebSocketCloseStatus.EndpointUnavailable, "The server is stopping", EndReason.Stopping);

    public static readonly SocketClose Failed = new((int)WebSocketCloseStatus.InternalServerError, "Internal server error", EndReason.Failed);

    public string Reason { get; } = Cut(Reason);

    public static SocketClose Invalid(string problem) => new(4400, problem, EndReason.Protocol);

    public static SocketClose Duplicate(string id) => new(4409, $"Subscriber for {id} already exists", EndReason.Protocol);

    /// <summary>The message has not been read, so nothing is known of its format: not 4400.</summary>
    public static SocketClose TooLarge(int limit) => new(
        (int)WebSocketCloseStatus.MessageTooBig, $"A message is larger than {limit} bytes (Realtime:MessageBytes)", EndReason.MessageBytes);

    public static SocketClose TooFast(int perSecond) => new(
        4429, $"Too many messages: more than {perSecond} a second (Realtime:MessagesPerSecond)", EndReason.MessageRate);

    /// <summary>4403; or 1013 (try again later) when nobody can tell now whether the credentials are good, so that clients keep them.</summary>
    public static SocketClose Refused(CallerRefusal refusal) => refusal.Status == StatusCodes.Status503ServiceUnavailable
        ? new SocketClose(1013, refusal.Message, EndReason.Refused)
        : new SocketClose(4403, refusal.Message, EndReasons.Of(refusal));

    private static string Cut(string reason)
    {
        var (bytes, letters) = (0, 0);
        foreach (var rune in reason.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxReasonBytes)
            {
                return reason[..letters];
            }

            letters += rune.Utf16SequenceLength;
        }

        return reason;
    }
}
