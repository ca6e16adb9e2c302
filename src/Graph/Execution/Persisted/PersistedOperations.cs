using Graph.Execution.Results;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Persisted;

/// <summary>From the hash that a request names to the text that runs. Text and hash are never taken for one another unchecked.</summary>
internal sealed class PersistedOperations(TrustedDocuments trusted, AutomaticDocuments automatic, IOptions<PersistedOptions> options)
{
    private readonly PersistedOptions _options = options.Value;

    private bool TakesAutomatic => _options is { Automatic: true, Only: false };

    /// <summary>Gives the request its text, or checks that which it has.</summary>
    public ValueTask<ResolvedOperation> ResolveAsync(OperationRequest request, CancellationToken cancellation)
    {
        if (request.IsOwn || (request.PersistedHash is null && !_options.Only))
        {
            return new ValueTask<ResolvedOperation>(request);
        }

        return request.Document.Length > 0
            ? CheckAsync(request, DocumentHash.Of(request.Document), cancellation)
            : FindAsync(request, request.PersistedHash!.Value, cancellation);
    }

    private async ValueTask<ResolvedOperation> FindAsync(OperationRequest request, DocumentHash hash, CancellationToken cancellation)
    {
        if (await trusted.FindAsync(hash, cancellation) is { } chosen)
        {
            PersistedMetrics.Count(PersistedResult.Trusted);
            return request with { Document = chosen };
        }

        if (TakesAutomatic && await automatic.FindAsync(hash, cancellation) is { } registered)
        {
            PersistedMetrics.Count(PersistedResult.Automatic);
            return request with { Document = registered };
        }

        // Where hashes can mean something at all, a client does well to go on sending them.
        return Refuse(PersistedResult.NotFound, TakesAutomatic || trusted.HasSource ? PersistedErrors.NotFound : PersistedErrors.NotSupported);
    }

    private async ValueTask<ResolvedOperation> CheckAsync(OperationRequest request, DocumentHash hash, CancellationToken cancellation)
    {
        if (request.PersistedHash is { } named && named != hash)
        {
            return Refuse(PersistedResult.Mismatch, PersistedErrors.Mismatch);
        }

        if (_options.Only)
        {
            if (await trusted.FindAsync(hash, cancellation) is null)
            {
                return Refuse(PersistedResult.Required, PersistedErrors.Required);
            }

            PersistedMetrics.Count(PersistedResult.Trusted);
            return request;
        }

        return await RegisterAsync(request, hash, cancellation);
    }

    private async ValueTask<ResolvedOperation> RegisterAsync(OperationRequest request, DocumentHash hash, CancellationToken cancellation)
    {
        if (TakesAutomatic && automatic.Remembered.TryGet(hash, out _))
        {
            PersistedMetrics.Count(PersistedResult.Automatic);
            return request;
        }

        IReadOnlyList<GraphError> errors = TakesAutomatic ? await automatic.RegisterAsync(hash, request.Document, cancellation) : [];
        PersistedMetrics.Count(TakesAutomatic && errors.Count == 0 ? PersistedResult.Registered : PersistedResult.NotKept);
        return errors.Count == 0 ? request : new ResolvedOperation(null, errors);
    }

    private static ResolvedOperation Refuse(PersistedResult result, GraphError error)
    {
        PersistedMetrics.Count(result);
        return error;
    }
}
