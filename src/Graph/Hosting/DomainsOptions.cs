namespace Graph.Hosting;

/// <summary>Which domains of this program are served.</summary>
internal sealed class DomainsOptions
{
    public const string SectionName = "Domains";

    /// <summary>Their names, e.g. <c>Products</c>. A domain whose types others use cannot be left out alone; the start says so.</summary>
    /// <value>Default: all.</value>
    public IList<string> Enabled { get; set; } = [];
}
