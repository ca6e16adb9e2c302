namespace Graph.Domains.Users;

internal static class UserTags
{
    /// <summary>Every viewer's own data.</summary>
    public const string AllViewers = "viewer:*";

    /// <summary>What a user alone may see of themselves. Apart from the public profile's key: a change that keeps a cached profile,
    /// as it has that version already, still touches this.</summary>
    public static string Viewer(string userId) => "viewer:" + userId;
}
