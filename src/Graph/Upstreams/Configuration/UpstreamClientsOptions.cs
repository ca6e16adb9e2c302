namespace Graph.Upstreams.Configuration;

/// <summary>The section <c>Upstreams</c>: <c>BaseAddress</c> for all, <c>Defaults</c>, and a section for each upstream by its name.</summary>
internal sealed class UpstreamClientsOptions
{
    public const string SectionName = "Upstreams";

    /// <summary>Where all services are, unless one has an address of its own.</summary>
    /// <value>None.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether upstreams without an address are the reference services, started in this process.</summary>
    /// <value>True in Development, false elsewhere.</value>
    public bool? Embedded { get; set; }

    /// <summary>What holds for every upstream that does not say otherwise.</summary>
    public UpstreamClientOptions Defaults { get; } = new();

    /// <summary>The upstreams' own settings, each already laid over <see cref="Defaults"/>.</summary>
    internal Dictionary<string, UpstreamClientOptions> ByName { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What could not be read; validation lists it with the rest.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>What holds for one upstream.</summary>
    public UpstreamClientOptions Resolve(string name) => ByName.GetValueOrDefault(name, Defaults);

    /// <summary>Where an upstream is; null means embedded.</summary>
    public Uri? AddressOf(string name) => Resolve(name).BaseAddress ?? BaseAddress;
}
