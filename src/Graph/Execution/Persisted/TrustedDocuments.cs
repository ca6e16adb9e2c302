using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Persisted;

/// <summary>Documents that the operators of the graph have chosen: those of the folder, and those in Redis.</summary>
internal sealed class TrustedDocuments(ISharedDocuments shared, IOptions<PersistedOptions> options)
{
    private FrozenDictionary<DocumentHash, string> _folder = FrozenDictionary<DocumentHash, string>.Empty;

    /// <summary>Whether there is any place that they could come from.</summary>
    public bool HasSource => options.Value.Folder is not null || (options.Value.FromRedis && shared is not NoSharedDocuments);

    public int FolderCount => Volatile.Read(ref _folder).Count;

    public long FolderBytes { get; private set; }

    /// <summary>What has been found in Redis, apart from what clients register: nobody can push it out by registering.</summary>
    public RememberedDocuments Fetched { get; } = new(options.Value.MaxDocuments, options.Value.MaxBytes);

    /// <summary>Takes what was read from the folder, at the start.</summary>
    public void Take(IReadOnlyDictionary<DocumentHash, string> folder)
    {
        FolderBytes = folder.Values.Sum(text => (long)Encoding.UTF8.GetByteCount(text));
        Volatile.Write(ref _folder, folder.ToFrozenDictionary());
    }

    /// <returns>Null when no trusted document is known by this hash.</returns>
    public async ValueTask<string?> FindAsync(DocumentHash hash, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _folder).TryGetValue(hash, out var text) || Fetched.TryGet(hash, out text))
        {
            return text;
        }

        text = await shared.FindTrustedAsync(hash, cancellation);
        if (text is not null)
        {
            Fetched.Add(hash, text);
        }

        return text;
    }
}
