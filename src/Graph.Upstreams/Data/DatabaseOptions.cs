using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Data;

/// <summary>Where the data is kept.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Database";

    /// <summary>Path of the SQLite file. It is created and seeded when absent, and kept.</summary>
    /// <value>Default: null, which is a temporary file removed at the end (<c>upstreams.db</c> when run as a program of its own).</value>
    [MinLength(1)]
    public string? Path { get; set; }
}
