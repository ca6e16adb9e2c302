using System.ComponentModel.DataAnnotations;

namespace Graph.Loading;

/// <summary>How cursors are signed.</summary>
internal sealed class CursorOptions
{
    public const string SectionName = "Cursors";

    /// <summary>The secret that signs cursors. Several instances need the same one, and a cursor outlives a restart only with it.</summary>
    /// <value>Default: made at random at each start; with Redis the instances share one through it.</value>
    [MinLength(16)]
    public string? Secret { get; set; }
}
