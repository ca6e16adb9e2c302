namespace Graph.Domains.Abstractions;

/// <summary>Something with an identity, cached by its id. Immutable; share one instance.</summary>
/// <typeparam name="T">The record behind the type: immutable, since one instance answers many requests at once.</typeparam>
public sealed class EntitySource<T> : Source where T : class
{
    /// <param name="type">The SDL type, e.g. <c>Product</c>; the key prefix is the same in lower case.</param>
    /// <param name="id">The id of a value.</param>
    /// <param name="version">The upstream's version of a value, growing with each write; null where the upstream has none.</param>
    /// <param name="keyVersion">See <see cref="Source.KeyVersion"/>.</param>
    /// <param name="name">The key prefix where it is not the type's name, e.g. <c>carts:owner</c> for a look-up of carts.</param>
    /// <param name="secretIds">See <see cref="Source.HasSecretIds"/>.</param>
    public EntitySource(
        string type, Func<T, string> id, Func<T, long>? version = null, int keyVersion = 1, string? name = null, bool secretIds = false)
        : base(name ?? type.ToLowerInvariant(), type, keyVersion, secretIds)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
        Version = version;
    }

    /// <summary>The id of a value.</summary>
    public Func<T, string> Id { get; }

    /// <summary>The upstream's version of a value; null for an unversioned entity.</summary>
    public Func<T, long>? Version { get; }
}
