namespace Graph.Cluster;

/// <summary>Whether values of one type are kept in Redis.</summary>
internal sealed class RedisTypeOptions
{
    /// <summary>Whether they are kept there. For a PRIVATE type true is the operator's consent to keep them unencrypted where there is no
    /// <see cref="RedisOptions.EncryptionKey"/>.</summary>
    /// <value>Default: as <see cref="RedisOptions.Types"/> says.</value>
    public bool? Enabled { get; set; }
}
