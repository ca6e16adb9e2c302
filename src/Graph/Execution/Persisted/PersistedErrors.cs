using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Execution.Persisted;

/// <summary>Why a request is not run for the document that it names.</summary>
internal static class PersistedErrors
{
    // Clients compare these two messages: they send the text, and after the second no hashes any more.
    public static readonly GraphError NotFound = new(ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound");
    public static readonly GraphError NotSupported = new(ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotSupported");

    public static readonly GraphError Mismatch = new(
        ErrorCodes.PersistedQueryHashMismatch, "The hash is not the SHA-256 of 'query' in UTF-8. Nothing was stored.");

    public static readonly GraphError Required = new(
        ErrorCodes.PersistedQueryRequired,
        $"Only trusted documents are served ({PersistedOptions.SectionName}:{nameof(PersistedOptions.Only)}), and this is none of them.");
}
