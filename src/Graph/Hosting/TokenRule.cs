using Graph.Caching;

namespace Graph.Hosting;

/// <summary>What is fetched with one viewer's token must not be kept for another: only PRIVATE types may be.</summary>
internal static class TokenRule
{
    public static IEnumerable<string> ProblemsOf(SourceDefinition definition, bool forwardToken)
    {
        if (definition.IsPrivate)
        {
            yield break;
        }

        var (source, domain) = (definition.Source, definition.Domain);
        var shared = $"source '{source.Name}' takes its freshness from '{source.Policy}', whose scope is PUBLIC: all share its values. "
            + $"Give '{source.Policy}' @freshness(scope: PRIVATE), or";
        if (definition.FetchesAsViewer)
        {
            yield return $"Domain {domain} fetches with the viewer's token, and its {shared} leave AsViewer() out.";
        }

        if (forwardToken)
        {
            yield return $"Upstreams:{domain}:ForwardToken sends the viewer's token with every call, and the {shared} turn ForwardToken off.";
        }
    }
}
