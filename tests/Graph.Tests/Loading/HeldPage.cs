using Graph.Domains.Abstractions;
using Graph.Tests.Caching;

namespace Graph.Tests.Loading;

/// <summary>A page that holds its items.</summary>
internal sealed record HeldPage(IReadOnlyList<string> Ids, string? NextCursor, int Total, IReadOnlyList<Thing> Things) : Page(Ids, NextCursor, Total);
