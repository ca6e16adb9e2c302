namespace Graph.Execution.Persisted;

/// <summary>An instance that is alone.</summary>
internal sealed class NoSharedDocuments : ISharedDocuments
{
    public ValueTask<string?> FindTrustedAsync(DocumentHash hash, CancellationToken cancellation) => new((string?)null);

    public ValueTask<string?> FindAutomaticAsync(DocumentHash hash, CancellationToken cancellation) => new((string?)null);

    public ValueTask KeepAsync(DocumentHash hash, string text, CancellationToken cancellation) => ValueTask.CompletedTask;
}
