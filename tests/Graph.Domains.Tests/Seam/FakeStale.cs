using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>Writes down what an event touches, one line for each.</summary>
internal sealed class FakeStale : IStale
{
    public List<string> Touched { get; } = [];

    public IStale Entity(Source source, string id, long? version = null) => Add($"entity {source.Name}:{id}{Version(version)}");

    public IStale Added(Source source, string id, long? version = null) => Add($"added {source.Name}:{id}{Version(version)}");

    public IStale Deleted(Source source, string id, long? version = null) => Add($"deleted {source.Name}:{id}{Version(version)}");

    public IStale Tag(string tag) => Add($"tag {tag}");

    public IStale Pattern(string glob) => Add($"pattern {glob}");

    private static string Version(long? version) => version is null ? "" : $" v{version}";

    private FakeStale Add(string line)
    {
        Touched.Add(line);
        return this;
    }
}
