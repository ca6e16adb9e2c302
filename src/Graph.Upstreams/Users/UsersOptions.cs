using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Users;

/// <summary>How callers of the users service are known.</summary>
public sealed class UsersOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Users";

    /// <summary>The HS256 key that bearer tokens are signed with (UTF-8).</summary>
    /// <value>
    /// Default: null. Then a token's <c>sub</c> and <c>exp</c> are believed without a check of its signature. That is right only where nobody
    /// but the graph, which has verified the token, can reach these services: embedded on loopback, or a closed network.
    /// </value>
    [MinLength(32)]
    public string? SigningKey { get; set; }
}
