using System.ComponentModel.DataAnnotations;
using Graph.Security.Sessions;

namespace Graph.Security.Tokens;

/// <summary>Whose tokens are taken. Nothing of a token or a secret is ever repeated in a message.</summary>
internal sealed class AuthenticationOptions
{
    public const string SectionName = "Authentication";

    /// <summary>An OpenID provider; its keys and its issuer are read from <c>/.well-known/openid-configuration</c> below it.</summary>
    /// <value>Default: none.</value>
    public Uri? Authority { get; set; }

    /// <summary>Keys that tokens are signed with: secrets for HS256 (at least 32 bytes of UTF-8), or public keys for RS256 and ES256 as PEM
    /// or JWK.</summary>
    /// <value>Default: none; in Development without <see cref="Authority"/> a secret is made at random at each start.</value>
    public IList<string> SigningKeys { get; } = new List<string>();

    /// <summary>A token must be for one of them (<c>aud</c>). Required with <see cref="Authority"/>.</summary>
    /// <value>Default: none, which takes any.</value>
    public IList<string> Audiences { get; } = new List<string>();

    /// <summary>A token must be from one of them (<c>iss</c>), or from <see cref="Authority"/>.</summary>
    /// <value>Default: none, which takes any where there is no authority.</value>
    public IList<string> Issuers { get; } = new List<string>();

    /// <summary>The claim with the viewer's roles: a string, or a list of them.</summary>
    /// <value>Default <c>roles</c>.</value>
    [MinLength(1)]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>How far the clocks of issuer and graph may be apart.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of a token; a longer one is refused unread.</summary>
    /// <value>Default 8 KB.</value>
    [Range(256, 24 * 1_024)]
    public int MaxTokenBytes { get; set; } = 8 * 1_024;

    /// <summary>Tokens whose check is remembered until they expire; of more, those least used are checked again.</summary>
    /// <value>Default 10,000.</value>
    [Range(3, 1_000_000)] // the fewest that the cache takes
    public int RememberedTokens { get; set; } = 10_000;

    /// <summary>How long tokens of <c>POST /dev/token</c> are valid.</summary>
    /// <value>Default 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DevTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Sessions of browsers.</summary>
    public BrowserSessionOptions Session { get; } = new();
}
