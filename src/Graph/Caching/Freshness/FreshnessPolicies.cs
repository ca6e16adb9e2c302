namespace Graph.Caching.Freshness;

/// <summary>Makes the policies of all coordinates out of the SDL and the settings.</summary>
internal static class FreshnessPolicies
{
    /// <param name="declared">Every <c>@freshness</c>, by coordinate.</param>
    /// <param name="overrides">The settings.</param>
    /// <param name="problems">Gets a line for each contradiction.</param>
    public static IReadOnlyDictionary<string, FreshnessPolicy> Resolve(
        IReadOnlyDictionary<string, FreshnessDirective> declared, FreshnessOverrides overrides, ICollection<string> problems)
    {
        var policies = new Dictionary<string, FreshnessPolicy>(StringComparer.Ordinal);
        foreach (var (coordinate, directive) in declared)
        {
            var own = overrides.GetValueOrDefault(coordinate);
            var policy = FreshnessPolicy.Resolve(coordinate, directive, own);
            policies.Add(coordinate, policy);
            foreach (var problem in FreshnessRules.ProblemsOf(policy, own))
            {
                problems.Add(problem);
            }
        }

        return policies;
    }
}
