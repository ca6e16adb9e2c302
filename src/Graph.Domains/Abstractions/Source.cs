namespace Graph.Domains.Abstractions;

/// <summary>A kind of value that is fetched by key and cached: an entity or a list. A handle that other domains may hold;
/// how it is fetched is said once, by its own domain.</summary>
public abstract class Source
{
    private protected Source(string name, string policy, int keyVersion, bool secretIds = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(keyVersion, 1);
        Name = name;
        Policy = policy;
        KeyVersion = keyVersion;
        HasSecretIds = secretIds;
    }

    /// <summary>The first part of its cache keys, lower case: <c>product</c> gives <c>product:123</c>. Unique in the graph.</summary>
    public string Name { get; }

    /// <summary>The SDL coordinate whose <c>@freshness</c> applies: a type (<c>Product</c>) or a field (<c>Product.recommendations</c>).</summary>
    public string Policy { get; }

    /// <summary>Raised when the shape of the value changes, so that a rolling upgrade never reads another shape. Default 1.</summary>
    public int KeyVersion { get; }

    /// <summary>Whether knowing an id is all it takes to read the value (an anonymous cart's). Outside this process' memory such an id
    /// appears only as an HMAC: in logical keys, tags, logs and reports.</summary>
    public bool HasSecretIds { get; }

    /// <summary>The logical cache key of an id that is no secret, e.g. <c>product:123</c>: what invalidations name.</summary>
    /// <exception cref="InvalidOperationException">The source <see cref="HasSecretIds"/>: only the engine makes its keys.</exception>
    public string KeyOf(string id) => HasSecretIds
        ? throw new InvalidOperationException($"The ids of '{Name}' are secrets, and a key would show one. Name the entity by IStale.Entity instead.")
        : string.Concat(Name, ":", id);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
