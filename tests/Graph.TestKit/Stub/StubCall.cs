namespace Graph.TestKit.Stub;

/// <summary>A call as it has arrived at a stub service.</summary>
/// <remarks>The service is the first segment of its path, e.g. <c>products</c>; the path is as sent, e.g. <c>/products?ids=1,2</c>.</remarks>
public sealed record StubCall(string Service, string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers);
