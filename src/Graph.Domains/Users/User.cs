namespace Graph.Domains.Users;

/// <summary>The public profile. What only the user may see is not part of it.</summary>
public sealed record User(
    string Id,
    string Username,
    string Name,
    DateTimeOffset MemberSince,
    int Version,
    DateTimeOffset UpdatedAt,
    string? AvatarUrl = null);
