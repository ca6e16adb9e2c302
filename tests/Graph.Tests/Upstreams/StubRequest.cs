namespace Graph.Tests.Upstreams;

/// <summary>What the stub was asked.</summary>
internal sealed record StubRequest(string PathAndQuery, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
