namespace Graph.Domains.Abstractions;

/// <summary>What a domain holds an upstream's answer to.</summary>
public static class UpstreamExtensions
{
    /// <summary>The answer if it is of what was asked for; otherwise <c>UPSTREAM_INVALID_RESPONSE</c>, so that one user's record is never
    /// served to another, whatever the upstream mixes up.</summary>
    public static LoadResult<T> Only<T>(this IUpstream upstream, LoadResult<T> answer, Func<T, bool> isAsked) =>
        answer.IsFound && !isAsked(answer.Value!) ? Mistaken(upstream) : answer;

    /// <summary>The same for a write. Something was written, and nobody knows what: that is <c>OUTCOME_UNKNOWN</c>, so that what the write
    /// was to touch falls.</summary>
    public static WriteResult<T> Only<T>(this IUpstream upstream, WriteResult<T> answer, Func<T, bool> isAsked) =>
        answer is WriteResult<T>.Done done && !isAsked(done.Value)
            ? new WriteResult<T>.Failed(Mistaken(upstream) with { Code = ErrorCodes.OutcomeUnknown })
            : answer;

    private static Failure Mistaken(IUpstream upstream) => new(
        ErrorCodes.UpstreamInvalidResponse,
        $"The upstream '{upstream.Name}' answered with something else than it was asked for. Its operators have to look into it.")
    { Upstream = upstream.Name };
}
