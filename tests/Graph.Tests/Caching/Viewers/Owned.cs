namespace Graph.Tests.Caching.Viewers;

/// <summary>A private value that says by whose token it was fetched.</summary>
internal sealed record Owned(string Id, string By, int Version);
