using Graph.Security.Sessions;
using Microsoft.Extensions.Options;

namespace Graph.Security.Tokens;

/// <summary>Lists what is wrong in the section <c>Authentication</c> beyond single values.</summary>
internal sealed class ValidateAuthentication(IHostEnvironment environment) : IValidateOptions<AuthenticationOptions>
{
    private const string Section = AuthenticationOptions.SectionName;

    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        List<string> problems = [.. AuthorityProblems(options), .. KeyProblems(options), .. OriginProblems(options.Session)];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> AuthorityProblems(AuthenticationOptions options)
    {
        if (options.Authority is not { } authority)
        {
            yield break;
        }

        if (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback && !environment.IsDevelopment())
        {
            yield return $"{Section}:Authority must be an https address: whoever can change what it answers can sign in as anyone.";
        }

        if (options.Audiences.Count == 0)
        {
            yield return $"{Section}:Audiences is missing; with {Section}:Authority, tokens that it made for other services would be taken too.";
        }
    }

    private static IEnumerable<string> KeyProblems(AuthenticationOptions options)
    {
        for (var i = 0; i < options.SigningKeys.Count; i++)
        {
            if (Problem(options.SigningKeys[i]) is { } problem)
            {
                yield return $"{Section}:SigningKeys:{i} is no key: {problem}.";
            }
        }
    }

    private static string? Problem(string key)
    {
        try
        {
            SigningKey.Parse(key);
            return null;
        }
        catch (FormatException refused)
        {
            return refused.Message;
        }
    }

    private static IEnumerable<string> OriginProblems(BrowserSessionOptions session) =>
        from origin in session.AllowedOrigins
        where Origins.Normalize(origin) is null
        select $"{Section}:Session:AllowedOrigins: {origin} is no origin; one is written as https://shop.example or http://localhost:3000.";
}
