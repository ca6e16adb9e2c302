using System.Text.Json;
using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Persisted;
using Graph.Upstreams;

namespace Graph.Execution;

/// <summary>An operation as a transport has received it.</summary>
/// <param name="Document">The GraphQL text; empty for as long as only <see cref="PersistedHash"/> names it.</param>
/// <param name="TraceId">Of the request; stands in errors, logs, and upstream calls.</param>
internal sealed record OperationRequest(string Document, string TraceId)
{
    /// <summary>The hash that the client names the document by; null where it has sent the text alone.</summary>
    public DocumentHash? PersistedHash { get; init; }

    /// <summary>Whether the graph runs it for itself and not for a client.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Which of the document's operations; may be null when there is only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object; undefined when there are none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>Who asks; null when anonymous.</summary>
    public Viewer? Viewer { get; init; }

    /// <summary>The viewer's own token, for upstreams that are called with it.</summary>
    public ViewerToken? Token { get; init; }

    /// <summary>A position of the log, as a client sends it back: what is read must not be older (<c>X-Graph-Min-Position</c>).</summary>
    public string? MinPosition { get; init; }

    /// <summary>Whether it reads past every cache, which its <see cref="MinPosition"/> may demand.</summary>
    public bool PassesCaches { get; init; }

    /// <summary>Whether it waits for what is stale and due for a refresh: it makes a response anew that is served meanwhile.</summary>
    public bool WaitsForRefreshes { get; init; }

    /// <summary>Hears everything that it reads; null where nobody asks.</summary>
    public IReadObserver? Observer { get; init; }

    /// <summary>Whether the result is to tell how it came about. Whoever sets it has made sure that the client may know.</summary>
    public bool IsExplained { get; init; }

    /// <summary>Set by transports that must not change anything, as GET (RFC 9110, 9.2.1).</summary>
    public bool QueriesOnly { get; init; }

    /// <summary>Set by transports that can send more than one result; others get no subscription.</summary>
    public bool TakesStream { get; init; }
}
