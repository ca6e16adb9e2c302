using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>A page that says which state of its list it shows, so that a test can tell two apart.</summary>
internal sealed record StampedPage(IReadOnlyList<string> Ids, string? NextCursor, int Total, int Stamp) : Page(Ids, NextCursor, Total);
