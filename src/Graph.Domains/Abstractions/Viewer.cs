namespace Graph.Domains.Abstractions;

/// <summary>A signed-in user who asks. Null wherever one may be missing means anonymous.</summary>
/// <param name="Id">The user's id: the token's <c>sub</c>.</param>
/// <param name="Roles">The user's roles, as the token says them.</param>
public sealed record Viewer(string Id, IReadOnlySet<string> Roles)
{
    /// <summary>The user's id: the token's <c>sub</c>. Never empty: that stands for all who are anonymous.</summary>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public string Id { get; } = string.IsNullOrWhiteSpace(Id) ? throw new ArgumentException("A viewer has an id.", nameof(Id)) : Id;

    /// <summary>Whether the viewer has a role; names are case-sensitive.</summary>
    public bool Has(string role) => Roles.Contains(role);

    /// <inheritdoc/>
    // Roles say more about a person than a log needs.
    public override string ToString() => $"Viewer({Id})";
}
