using Graph.Execution.Streams;
using Graph.Security;
using Graph.Security.Tokens;

namespace Graph.Transport.Realtime;

/// <summary>What others say of an end, in the words of the metrics.</summary>
internal static class EndReasons
{
    public static EndReason Of(StreamEnd end) => end.Reason switch
    {
        StreamEndReason.Completed => EndReason.Completed,
        StreamEndReason.Lagged => EndReason.Lagged,
        _ => EndReason.Failed,
    };

    public static EndReason Of(CallerRefusal refusal) =>
        ReferenceEquals(refusal, TokenRefusals.Expired) ? EndReason.Expired
        : ReferenceEquals(refusal, TokenRefusals.SignedOut) ? EndReason.SignedOut
        : EndReason.Refused;
}
