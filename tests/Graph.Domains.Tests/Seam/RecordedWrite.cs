namespace Graph.Domains.Tests.Seam;

/// <summary>What a mutation has asked of one write.</summary>
internal sealed class RecordedWrite(string what)
{
    /// <summary>E.g. <c>change cart:1</c>.</summary>
    public string What { get; } = what;

    /// <summary>Whether a version goes along.</summary>
    public bool IsExpecting { get; set; }

    public long? Expected { get; set; }

    public bool IsIdempotent { get; set; }

    public string? ClientKey { get; set; }

    /// <summary>The entity as the same viewer sees it until the outcome is known; null where nothing is shown.</summary>
    public object? Shown { get; set; }

    /// <summary>What has fallen beside the entity.</summary>
    public IReadOnlyList<string> Touched { get; set; } = [];
}
