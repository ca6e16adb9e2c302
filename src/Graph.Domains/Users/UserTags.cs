namespace Graph.Domains.Users;

/// <summary>What a user's private values carry beside their keys, in every domain.</summary>
internal static class UserTags
{
    /// <summary>All that is private to a user: what falls when they sign out. It is the key of the public profile as well, so that a change of
    /// the user touches it all; a profile that has the announced version already stays.</summary>
    public static string Of(string userId) => UserSources.Entity.KeyOf(userId);
}
