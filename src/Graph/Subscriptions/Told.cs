using Graph.Caching;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>A result that a feed has come to.</summary>
/// <param name="Payload">What clients get, but for the position.</param>
/// <param name="Content">Its errors and data.</param>
/// <param name="Read">The value that it is of; null where the cache has not told.</param>
/// <param name="HasErrors">Whether anything of it could not be had.</param>
/// <param name="IsToBeRetried">Whether it may be had later.</param>
internal sealed record Told(ResultPayload Payload, ReadOnlyMemory<byte> Content, Dependency? Read, bool HasErrors, bool IsToBeRetried)
{
    /// <param name="result">Its data is disposed of.</param>
    /// <param name="subject">What it shows the state of.</param>
    /// <param name="read">The value that it is of.</param>
    public static Told Of(OperationResult result, int subject = 0, Dependency? read = null)
    {
        var payload = ResultPayload.Of(result, out var content) with { Subject = subject };
        return new Told(payload, content, read, result.Errors.Count > 0, result.Errors.Any(error => error.Retryable == true));
    }

    private (Position At, string Text)? _last;

    /// <summary>What clients get, with where to resume once it has arrived.</summary>
    public ResultPayload At(Position position)
    {
        if (_last is not { } last || last.At != position)
        {
            _last = last = (position, position.ToString()); // the same for nearly all
        }

        return Payload with { Position = last.Text };
    }

    /// <summary>Whether it says something that another has not said. Of two whole ones the versions decide: what has no part in the selection may
    /// have changed, and that is a change.</summary>
    public bool IsNewAfter(Told? before) =>
        before is null
        || (before is { HasErrors: false, Read.Version: { } old } && this is { HasErrors: false, Read.Version: { } now }
            ? old != now
            : !Content.Span.SequenceEqual(before.Content.Span));
}
