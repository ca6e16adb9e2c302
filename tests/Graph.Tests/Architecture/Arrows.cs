using System.Text.RegularExpressions;

namespace Graph.Tests.Architecture;

/// <summary>Which folder of src/Graph may use which others: the arrows of docs/architecture.md.</summary>
internal static partial class Arrows
{
    private const string Anyone = "*";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Transport"] = ["Execution", "Security", "HttpCaching"], // a request says who sends it
        ["HttpCaching"] = ["Execution", "Caching", "Invalidation"], // what HTTP caches are told of kept responses, and of changes
        ["Execution"] = ["Loading", "Caching", "Upstreams", "Cluster"], // an operation carries its viewer's token; instances share documents
        ["Subscriptions"] = ["Execution", "Loading", "Caching", "Invalidation"], // readers of the log that run operations
        ["Loading"] = ["Caching", "Cluster"], // instances read each other's cursors
        ["Caching"] = ["Invalidation", "Upstreams", "Cluster"],
        ["ChangeDetection"] = ["Invalidation", "Upstreams", "Cluster"], // asks upstreams, tells the log
        ["Invalidation"] = ["Cluster"],
        ["Cluster"] = [],
        ["Upstreams"] = [],
        ["Security"] = ["Invalidation", "Upstreams"], // a sign-out is a record; a viewer's token goes upstream
        ["Telemetry"] = [],
        ["Configuration"] = [],
        ["Hosting"] = [Anyone],
        ["Program"] = ["Hosting"],
    };

    /// <summary>Every feature has settings and measures itself; these two know none of the others.</summary>
    private static readonly string[] Leaves = ["Configuration", "Telemetry"];

    /// <summary>What a feature registers for the health endpoints to ask; all else of Hosting is above it.</summary>
    private const string Seam = "IReadinessCondition";

    /// <param name="path">Below src/Graph, such as <c>Caching/EntityCache.cs</c>.</param>
    /// <param name="code">The file's text.</param>
    /// <param name="hostingTypes">The types of Hosting, by name.</param>
    public static IEnumerable<string> Violations(string path, string code, IReadOnlyCollection<string> hostingTypes)
    {
        var feature = path.Split('/')[0].Replace(".cs", string.Empty, StringComparison.Ordinal);
        if (!Allowed.TryGetValue(feature, out var allowed))
        {
            return [$"{path} is in a folder that no arrow is known of."];
        }

        var text = Comment().Replace(code, string.Empty);
        return Used(text)
            .Where(used => used != feature && !IsAllowed(feature, used, allowed, text, hostingTypes))
            .Distinct()
            .Select(used => $"{path} uses {used}");
    }

    private static bool IsAllowed(string feature, string used, string[] allowed, string text, IReadOnlyCollection<string> hostingTypes) => used switch
    {
        "Domains.Abstractions" => true,
        _ when used.StartsWith("Domains.", StringComparison.Ordinal) => feature == "Program",
        "Hosting" when feature is not "Program" => UsesOnlyTheSeam(text, hostingTypes),
        // The leaves know each other in one direction: telemetry has settings too.
        _ when Leaves.Contains(used) => feature != "Configuration",
        _ => allowed.Contains(used) || allowed.Contains(Anyone),
    };

    private static bool UsesOnlyTheSeam(string text, IReadOnlyCollection<string> hostingTypes) =>
        !hostingTypes.Any(type => type != Seam && Regex.IsMatch(text, $@"\b{type}\b"));

    /// <summary>The features that are named by a using or in a qualified name.</summary>
    private static IEnumerable<string> Used(string text) =>
        from Match name in QualifiedName().Matches(text)
        let feature = name.Groups["feature"].Value
        where feature == "Domains" || Allowed.ContainsKey(feature)
        select feature == "Domains" ? $"Domains.{name.Groups["domain"].Value}" : feature;

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    // "Graph.Caching.EntityCache", or "Caching.EntityCache" from inside the namespace Graph; not "options.Caching".
    [GeneratedRegex(@"(?<![\w.""])(global::)?(Graph\.)?(?<feature>Transport|Subscriptions|Execution|Loading|Caching|ChangeDetection|Invalidation|Cluster|Upstreams|Security|Telemetry|Configuration|Hosting|Domains)(\.(?<domain>[A-Z]\w*)|;)")]
    private static partial Regex QualifiedName();
}
