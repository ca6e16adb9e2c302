using Graph.Security.Tokens;

namespace Graph.Security;

/// <summary>What is kept of a caller to look again later.</summary>
/// <param name="Token">Stands for the token.</param>
/// <param name="Until">When it is no longer taken.</param>
internal sealed record WatchedCaller(TokenHash Token, DateTimeOffset Until);
