namespace Graph.Domains.Abstractions;

/// <summary>A change that an upstream has announced (CloudEvents 1.0).</summary>
/// <param name="Type">The CloudEvents type, e.g. <c>product.updated</c>.</param>
/// <param name="Subject">The entity's id; null in events that concern a whole service.</param>
/// <param name="Version">The entity's new version (<c>data.version</c>); null when absent.</param>
/// <param name="Data">The other scalar members of <c>data</c>, as text.</param>
public sealed record ChangeEvent(string Type, string? Subject, long? Version, IReadOnlyDictionary<string, string> Data)
{
    /// <summary>A scalar member of <c>data</c> as text; null when absent: then the wider invalidation applies.</summary>
    public string? this[string name] => Data.GetValueOrDefault(name);
}
