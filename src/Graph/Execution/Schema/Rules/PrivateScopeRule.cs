using Graph.Caching.Freshness;
using Graph.Execution.Binding;

namespace Graph.Execution.Schema.Rules;

/// <summary>A type that can be reached only below PRIVATE types is PRIVATE itself: a forgotten scope would let a shared cache keep it.</summary>
internal sealed class PrivateScopeRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        // Unreadable directives are reported where the model is made.
        var freshness = FreshnessDirectives.Read(sdl.Document, []);
        bool IsPrivate(string coordinate) => freshness.TryGetValue(coordinate, out var directive) && directive.Scope == CacheScope.Private;

        var reachable = Reachable(sdl, stopAt: _ => false);
        var inPublic = Reachable(sdl, stopAt: IsPrivate);
        foreach (var type in sdl.Objects.Keys.Where(type => reachable.Contains(type) && !inPublic.Contains(type) && !IsPrivate(type)))
        {
            problems.Add(
                $"Type '{type}' can be reached only below PRIVATE types, but has no PRIVATE scope of its own: add @freshness(ttl: …, scope: PRIVATE).");
        }
    }

    private static HashSet<string> Reachable(SdlIndex sdl, Func<string, bool> stopAt)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(sdl.Objects.Keys.Where(SdlIndex.IsRoot));
        while (pending.TryPop(out var type))
        {
            if (stopAt(type) || !found.Add(type))
            {
                continue;
            }

            var fields = sdl.Objects.TryGetValue(type, out var definition) ? definition.Fields?.Items : null;
            foreach (var field in fields ?? [])
            {
                if (!stopAt($"{type}.{field.Name.StringValue}"))
                {
                    pending.Push(SdlIndex.NamedType(field.Type));
                }
            }

            foreach (var possible in sdl.IsAbstract(type) ? sdl.PossibleTypes(type) : [])
            {
                pending.Push(possible);
            }
        }

        return found;
    }
}
