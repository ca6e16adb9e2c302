using BitFaster.Caching;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;

namespace Graph.Security.Tokens;

/// <summary>What checked tokens say, by their hash, until they expire. The tokens themselves are not kept.</summary>
internal sealed class TokenMemory(IOptions<AuthenticationOptions> options, TimeProvider time)
{
    private readonly ICache<TokenHash, RememberedToken> _tokens =
        new ConcurrentLruBuilder<TokenHash, RememberedToken>().WithCapacity(options.Value.RememberedTokens).Build();

    public int Count => _tokens.Count;

    public RememberedToken? Find(TokenHash hash)
    {
        if (!_tokens.TryGet(hash, out var remembered))
        {
            return null;
        }

        if (remembered.Expires > time.GetUtcNow())
        {
            return remembered;
        }

        _tokens.TryRemove(hash);
        return null;
    }

    public void Add(TokenHash hash, RememberedToken token)
    {
        if (token.Expires > time.GetUtcNow())
        {
            _tokens.AddOrUpdate(hash, token);
        }
    }
}
