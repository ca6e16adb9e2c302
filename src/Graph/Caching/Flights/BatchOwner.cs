using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Caching.Flights;

/// <summary>Whose a fetch is. One of a PUBLIC type is everybody's: it knows no viewer, and carries no token.</summary>
/// <param name="CachedFor">Whose entries the fetch makes: null for everybody's, <see cref="CacheKey.Anonymous"/> for all who are anonymous.</param>
/// <param name="Viewer">Who is signed in.</param>
/// <param name="Token">What the upstream is called with; null for any source that is not fetched as the viewer.</param>
internal sealed record BatchOwner(string? CachedFor, Viewer? Viewer, ViewerToken? Token)
{
    public static readonly BatchOwner Everybody = new(null, null, null);

    public static BatchOwner Of(SourceDefinition definition, LoadRequest? request) => definition.IsPrivate
        ? new BatchOwner(
            request?.Viewer?.Id ?? CacheKey.Anonymous,
            request?.Viewer,
            definition.FetchesAsViewer && request?.Viewer is not null ? request.Token : null)
        : Everybody;

    /// <summary>Whether what comes along with the fetch may be kept. What everybody's fetch brings is not one viewer's; and what was given
    /// for a viewer's token may be meant for that viewer alone, whatever its type says.</summary>
    public bool MayPrime(SourceDefinition definition) => definition.IsPrivate ? CachedFor is not null : Token is null;
}
