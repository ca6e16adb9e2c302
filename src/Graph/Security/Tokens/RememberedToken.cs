using Graph.Domains.Abstractions;

namespace Graph.Security.Tokens;

/// <summary>What a valid token says.</summary>
/// <param name="Viewer">From <c>sub</c> and the claim of the roles.</param>
/// <param name="Expires">Its <c>exp</c>.</param>
internal sealed record RememberedToken(Viewer Viewer, DateTimeOffset Expires);
