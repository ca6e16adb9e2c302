namespace Graph.Tests.Caching;

/// <summary>A versioned entity of the tests.</summary>
internal sealed record Thing(string Id, int Version);
