using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Data.Seeding;

/// <summary>What a new database is filled with. Equal settings give equal data, on any machine and any day.</summary>
public sealed class SeedOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Seed";

    /// <summary>Products, with ids from "1".</summary>
    /// <value>Default: 1,000.</value>
    [Range(1, 100_000)]
    public int Products { get; set; } = 1_000;

    /// <summary>Users, with ids from "1".</summary>
    /// <value>Default: 500.</value>
    [Range(1, 100_000)]
    public int Users { get; set; } = 500;

    /// <summary>Reviews, with ids from "1", spread over the products.</summary>
    /// <value>Default: 10,000.</value>
    [Range(0, 1_000_000)]
    public int Reviews { get; set; } = 10_000;

    /// <summary>The number that the data is drawn from; another number gives other names, prices and texts.</summary>
    /// <value>Default: 20250101.</value>
    public int Number { get; set; } = 20250101;
}
