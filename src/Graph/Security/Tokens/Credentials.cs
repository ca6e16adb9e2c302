namespace Graph.Security.Tokens;

/// <summary>What a request brings along to say who sends it: a token, something that cannot be one, or nothing.</summary>
internal readonly record struct Credentials(string? Token, bool FromCookie, CallerRefusal? Refusal)
{
    /// <summary>Keeps the token out of whatever prints this.</summary>
    public override string ToString() => FromCookie ? "(cookie)" : "(header)";
}
