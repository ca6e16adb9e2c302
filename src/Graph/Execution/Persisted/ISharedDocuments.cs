namespace Graph.Execution.Persisted;

/// <summary>Documents that the instances of a graph share. Nothing here throws because they can't be had now, and no text is given that is
/// not the one which its hash names.</summary>
internal interface ISharedDocuments
{
    /// <summary>A document that somebody who is trusted has put there; null when none is known now.</summary>
    ValueTask<string?> FindTrustedAsync(DocumentHash hash, CancellationToken cancellation);

    /// <summary>A document that a client has registered at any instance; null when none is known now.</summary>
    ValueTask<string?> FindAutomaticAsync(DocumentHash hash, CancellationToken cancellation);

    /// <summary>Shows the others what a client has registered here, if it can.</summary>
    ValueTask KeepAsync(DocumentHash hash, string text, CancellationToken cancellation);
}
