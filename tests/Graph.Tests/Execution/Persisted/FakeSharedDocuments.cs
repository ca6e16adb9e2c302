using Graph.Execution.Persisted;

namespace Graph.Tests.Execution.Persisted;

/// <summary>What instances share, in the test's hands.</summary>
internal sealed class FakeSharedDocuments : ISharedDocuments
{
    public Dictionary<DocumentHash, string> Trusted { get; } = [];

    public Dictionary<DocumentHash, string> Automatic { get; } = [];

    /// <summary>How often it was asked for anything.</summary>
    public int Questions { get; private set; }

    public ValueTask<string?> FindTrustedAsync(DocumentHash hash, CancellationToken cancellation) => Find(Trusted, hash);

    public ValueTask<string?> FindAutomaticAsync(DocumentHash hash, CancellationToken cancellation) => Find(Automatic, hash);

    public ValueTask KeepAsync(DocumentHash hash, string text, CancellationToken cancellation)
    {
        Automatic[hash] = text;
        return ValueTask.CompletedTask;
    }

    private ValueTask<string?> Find(Dictionary<DocumentHash, string> documents, DocumentHash hash)
    {
        Questions++;
        return new ValueTask<string?>(documents.GetValueOrDefault(hash));
    }
}
