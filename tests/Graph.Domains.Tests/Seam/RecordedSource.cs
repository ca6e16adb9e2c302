using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>What a domain has declared of one source, without its types.</summary>
internal abstract class RecordedSource(Source source)
{
    public Source Source { get; } = source;

    public bool FetchesAsViewer { get; protected set; }

    /// <summary>Every fetch that is declared, each with the same keys.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<ILoadResult>>> FetchAsync(IReadOnlyList<string> keys, FetchContext context);
}
