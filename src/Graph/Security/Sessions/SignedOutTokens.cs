using System.Collections.Concurrent;
using Graph.Security.Tokens;
using Microsoft.Extensions.Options;

namespace Graph.Security.Sessions;

/// <summary>Tokens that were signed out on this instance, until they would no longer be taken anyway.</summary>
internal sealed class SignedOutTokens(IOptions<AuthenticationOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<TokenHash, DateTimeOffset> _tokens = new();
    private readonly PriorityQueue<TokenHash, DateTimeOffset> _byExpiry = new();
    private readonly Lock _gate = new();
    private readonly int _most = options.Value.Session.MaxSignedOut;
    private readonly TimeSpan _skew = options.Value.ClockSkew;

    public int Count => _tokens.Count;

    public bool Contains(TokenHash token) => !_tokens.IsEmpty && _tokens.ContainsKey(token);

    public void Add(TokenHash token, DateTimeOffset expires)
    {
        // A check takes a token for as long after its exp as clocks may differ.
        var until = expires + _skew;
        lock (_gate)
        {
            while (_byExpiry.TryPeek(out var first, out var end) && (end <= time.GetUtcNow() || _tokens.Count >= _most))
            {
                _byExpiry.Dequeue();
                _tokens.TryRemove(first, out _);
            }

            if (_tokens.TryAdd(token, until))
            {
                _byExpiry.Enqueue(token, until);
            }
        }
    }
}
