namespace Graph.Tests.Caching;

/// <summary>A versioned entity of the tests.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Shown">The changes that are laid over it, in order; the upstream knows none.</param>
internal sealed record Thing(string Id, int Version, string Shown = "");
