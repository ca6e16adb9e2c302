using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Security;

/// <summary>A request's signed-in user.</summary>
/// <param name="Viewer">Who it is.</param>
/// <param name="Token">Their own token, for upstreams that are called with it.</param>
/// <param name="Expires">The token's <c>exp</c>.</param>
internal sealed record Caller(Viewer Viewer, ViewerToken Token, DateTimeOffset Expires);
