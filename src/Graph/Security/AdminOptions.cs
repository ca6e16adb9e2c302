using System.ComponentModel.DataAnnotations;

namespace Graph.Security;

/// <summary>Who may use <c>/admin</c>.</summary>
internal sealed class AdminOptions
{
    public const string SectionName = "Admin";

    /// <summary>The key that callers send as <c>X-Admin-Key</c>: a secret, so long and random.</summary>
    /// <value>Default: none. Then <c>/admin</c> is there in Development only, for callers on this machine.</value>
    [MinLength(1)]
    public string? Key { get; set; }
}
