using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Security.Tokens;

/// <summary>The keys of the settings; in Development without any, one made at random at each start.</summary>
internal sealed class TokenKeys
{
    private const int RandomKeyBytes = 48;

    private readonly SigningKey[] _keys;

    public TokenKeys(IOptions<AuthenticationOptions> options, IHostEnvironment environment)
    {
        IsRandom = environment.IsDevelopment() && options.Value.Authority is null && options.Value.SigningKeys.Count == 0;
        _keys = IsRandom
            ? [SigningKey.OfSecret(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomKeyBytes)))]
            : [.. options.Value.SigningKeys.Select(SigningKey.Parse)];
        HasAny = _keys.Length > 0 || options.Value.Authority is not null;
        Algorithms = [.. _keys.Select(key => key.Algorithm)
            .Concat(options.Value.Authority is null ? [] : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256])
            .Distinct()];
    }

    /// <summary>Whether the key was made for this start.</summary>
    public bool IsRandom { get; }

    /// <summary>False: no token can be checked.</summary>
    public bool HasAny { get; }

    /// <summary>The only ones that a token may name.</summary>
    public IReadOnlyList<string> Algorithms { get; }

    public IEnumerable<SecurityKey> All => _keys.Select(key => key.Key);

    /// <summary>What the graph can sign with itself: the first secret for HS256.</summary>
    public string? Secret => _keys.FirstOrDefault(key => key.Secret is not null)?.Secret;

    /// <summary>The one secret that all tokens are signed with; null where others may sign too.</summary>
    public string? OnlySecret => _keys is [{ Secret: { } secret }] && Algorithms is [_] ? secret : null;
}
