namespace Graph.FunctionalTests.Authorization;

/// <summary>One operation that reaches a coordinate of the schema, and what everybody must get of it.</summary>
/// <param name="Coordinate">E.g. <c>Viewer.email</c>.</param>
/// <param name="Document">May use <c>$cart</c> (the owner's), <c>$anonymousCart</c>, <c>$version</c> (of both), <c>$product</c> and <c>$review</c>.</param>
/// <param name="Path">Where the answer has it.</param>
/// <param name="Nobody">For nobody.</param>
/// <param name="Other">For another viewer.</param>
/// <param name="Owner">For whose it is.</param>
/// <param name="Catalog">For another viewer with the role of the catalog.</param>
internal sealed record AuthorizationRow(
    string Coordinate, string Document, string Path, Expected Nobody, Expected Other, Expected Owner, Expected Catalog)
{
    public Expected For(Role role) => role switch
    {
        Role.Nobody => Nobody,
        Role.Other => Other,
        Role.Owner => Owner,
        _ => Catalog,
    };
}
