namespace Graph.Upstreams.Http;

/// <summary>An entity whose version is its ETag.</summary>
internal interface IVersioned
{
    int Version { get; }
}
