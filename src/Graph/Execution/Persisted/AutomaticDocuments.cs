using Graph.Execution.Documents;
using Graph.Execution.Results;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Persisted;

/// <summary>Documents that clients have registered, each once it has proved valid.</summary>
internal sealed class AutomaticDocuments(DocumentStore documents, ISharedDocuments shared, IOptions<PersistedOptions> options)
{
    public RememberedDocuments Remembered { get; } = new(options.Value.MaxDocuments, options.Value.MaxBytes);

    /// <returns>Null when none is known by this hash.</returns>
    public async ValueTask<string?> FindAsync(DocumentHash hash, CancellationToken cancellation)
    {
        if (Remembered.TryGet(hash, out var known))
        {
            return known;
        }

        var text = await shared.FindAutomaticAsync(hash, cancellation);
        if (text is not null && await ErrorsOfAsync(text, cancellation) is [])
        {
            Remembered.Add(hash, text);
        }

        return text; // one that is not valid, to this instance's schema, says so when it is to run
    }

    /// <param name="hash">The text's own.</param>
    /// <param name="text">What a client has sent with it.</param>
    /// <param name="cancellation">The client has gone, or its time is up.</param>
    /// <returns>What is wrong with the document; then it is not remembered.</returns>
    public async ValueTask<IReadOnlyList<GraphError>> RegisterAsync(DocumentHash hash, string text, CancellationToken cancellation)
    {
        var errors = await ErrorsOfAsync(text, cancellation);
        if (errors.Count == 0)
        {
            Remembered.Add(hash, text);
            await shared.KeepAsync(hash, text, cancellation);
        }

        return errors;
    }

    private async ValueTask<IReadOnlyList<GraphError>> ErrorsOfAsync(string text, CancellationToken cancellation) =>
        (await documents.GetAsync(text, cancellation)).Errors;
}
