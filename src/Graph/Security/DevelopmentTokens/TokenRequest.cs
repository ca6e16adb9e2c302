using Graph.Security.Tokens;

namespace Graph.Security.DevelopmentTokens;

/// <summary>The body of <c>POST /dev/token</c>.</summary>
/// <param name="Sub">The viewer's id.</param>
/// <param name="Roles">May be left out.</param>
internal sealed record TokenRequest(string? Sub, IReadOnlyList<string?>? Roles)
{
    private const int MaxRoles = 50;
    private const int LongestRole = 100;

    /// <summary>What is wrong with it, for people; null when nothing is.</summary>
    public string? Problem =>
        !TokenClaims.IsSubject(Sub) ? $"'sub' must be text of 1 to {TokenClaims.LongestSubject} characters: the user's id."
        : Roles?.Count > MaxRoles ? $"'roles' has more than {MaxRoles} names."
        : Roles?.Any(role => role is not { Length: > 0 and <= LongestRole }) == true ? $"Each of 'roles' must be text of 1 to {LongestRole} characters."
        : null;
}
