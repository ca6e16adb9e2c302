namespace Graph.Security.DevelopmentTokens;

/// <summary>The answer of <c>POST /dev/token</c>.</summary>
internal sealed record TokenResponse(string Token)
{
    public override string ToString() => "(token)";
}
