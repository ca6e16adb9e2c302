using System.Reflection;

namespace Graph.Execution.Schema;

/// <summary>The SDL files that the graph is made of: <c>common.graphql</c> and one per enabled domain.</summary>
internal static class SdlSources
{
    /// <param name="assembly">Holds the files as resources named <c>schema/*.graphql</c>.</param>
    /// <param name="domains">The enabled domains' names; <c>Products</c> is <c>schema/products.graphql</c>.</param>
    /// <exception cref="SchemaException">A file is missing; lists all that are.</exception>
    public static IReadOnlyList<SdlSource> FromResources(Assembly assembly, IEnumerable<string> domains)
    {
        var sources = new List<SdlSource>();
        var problems = new List<string>();
        foreach (var file in domains.Select(domain => domain.ToLowerInvariant()).Prepend("common"))
        {
            var name = $"schema/{file}.graphql";
            using var stream = assembly.GetManifestResourceStream(name);
            if (stream is null)
            {
                problems.Add($"{name} is missing.");
                continue;
            }

            using var reader = new StreamReader(stream);
            sources.Add(new SdlSource(name, reader.ReadToEnd()));
        }

        return problems.Count == 0 ? sources : throw new SchemaException(problems);
    }
}
