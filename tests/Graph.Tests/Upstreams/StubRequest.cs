namespace Graph.Tests.Upstreams;

/// <summary>What the stub was asked.</summary>
internal sealed record StubRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
