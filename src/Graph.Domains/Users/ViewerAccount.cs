namespace Graph.Domains.Users;

/// <summary>The record behind the SDL type Viewer: who is signed in. Other domains add their fields to it.</summary>
/// <param name="Id">The user's id. Only ever the viewer's own, so whatever is read by it is the viewer's own too.</param>
public sealed record ViewerAccount(string Id);
