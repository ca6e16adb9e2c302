namespace Graph.Domains.Users;

/// <summary>What the users service says about a user to that user alone. Apart from <see cref="User"/>, so that it cannot get into a shared entry.</summary>
public sealed record Account(string Id, int Version, string? Email = null);
