using System.Collections.Concurrent;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace Graph.Cluster;

/// <summary>Secrets that nobody has configured: made at random, and with Redis the same on all instances, which find them there. Settings of
/// one's own keep them out of Redis.</summary>
internal sealed class SharedSecrets
{
    /// <summary>Makes the HMACs that stand for secret ids and viewers.</summary>
    public const string Ids = "ids";

    /// <summary>Signs cursors.</summary>
    public const string Cursors = "cursors";

    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);

    /// <summary>The secret of a name. Before <see cref="LoadAsync"/> it is this instance's own.</summary>
    public byte[] Of(string name) => _secrets.GetOrAdd(name, _ => RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Takes the secrets that the instances share, and leaves those that are not there yet for the others.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    public async Task LoadAsync(RedisLink link)
    {
        foreach (var name in new[] { Ids, Cursors })
        {
            await link.Database.HashSetAsync(link.Key("secrets"), name, RandomNumberGenerator.GetBytes(Bytes), When.NotExists);
            var shared = (byte[]?)await link.Database.HashGetAsync(link.Key("secrets"), name);
            _secrets[name] = shared ?? throw new RedisException("A secret that was just written is gone.");
        }
    }
}
