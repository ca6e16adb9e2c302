using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>What other domains may hold of this one.</summary>
public static class UserSources
{
    public static readonly EntitySource<User> Entity = new("User", user => user.Id, user => user.Version);
}
