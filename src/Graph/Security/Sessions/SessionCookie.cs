namespace Graph.Security.Sessions;

/// <summary>The cookie of a session: the token itself, so that any instance can check it and no upstream needs another credential.</summary>
internal static class SessionCookie
{
    /// <summary>The prefix lets no other host, path or plain HTTP page set it (RFC 6265bis, 4.1.3.2).</summary>
    public const string Name = "__Host-graph-session";

    /// <summary>Browsers take 4,096 bytes of name, value and attributes.</summary>
    public const int MaxTokenBytes = 3_800;

    /// <returns>Null without one; nothing for one that the framework cannot read, which must be refused and cleared like any bad one.</returns>
    public static string? Read(HttpRequest request) =>
        request.Headers.Cookie.Count == 0 ? null
        : request.Cookies.TryGetValue(Name, out var token) ? token
        : request.Headers.Cookie.ToString().Contains($"{Name}=", StringComparison.Ordinal) ? string.Empty
        : null;

    public static void Set(HttpResponse response, string token, TimeSpan maxAge)
    {
        var options = Options();
        options.MaxAge = maxAge;
        response.Cookies.Append(Name, token, options);
    }

    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" };
}
