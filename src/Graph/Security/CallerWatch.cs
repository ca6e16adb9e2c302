using Graph.Security.Sessions;
using Graph.Security.Tokens;
using Microsoft.Extensions.Options;

namespace Graph.Security;

/// <summary>Tells of callers whose connections stay open whether they may still be served.</summary>
internal sealed class CallerWatch(SignedOutTokens signedOut, IOptions<AuthenticationOptions> options, TimeProvider time)
{
    // A check takes a token for as long after its exp as clocks may differ.
    public WatchedCaller Watch(Caller caller) => new(TokenHash.Of(caller.Token.Reveal()), caller.Expires + options.Value.ClockSkew);

    /// <returns>Null as long as the caller's token would be taken.</returns>
    public CallerRefusal? Check(WatchedCaller caller) =>
        caller.Until <= time.GetUtcNow() ? TokenRefusals.Expired
        : signedOut.Contains(caller.Token) ? TokenRefusals.SignedOut
        : null;
}
