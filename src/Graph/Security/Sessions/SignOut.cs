using Graph.Invalidation;
using Graph.Security.Tokens;

namespace Graph.Security.Sessions;

/// <summary>Ends a token's use on this instance, and drops what is cached for its viewer.</summary>
internal sealed class SignOut(SignedOutTokens tokens, IInvalidationLog log)
{
    /// <returns>Where the record is that drops all that carries the tag <c>user:{id}</c>; null while it is applied here alone.</returns>
    public async ValueTask<Position?> OfAsync(Caller caller)
    {
        tokens.Add(TokenHash.Of(caller.Token.Reveal()), caller.Expires);

        // Not cancelled when the client goes: who signs out closes the page.
        return (await log.AppendAsync(new InvalidationRecord([], [$"user:{caller.Viewer.Id}"], []), fence: null, CancellationToken.None)).Position;
    }
}
