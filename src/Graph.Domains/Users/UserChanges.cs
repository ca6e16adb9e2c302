using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>What a change makes stale, whether an event or a mutation says so.</summary>
internal static class UserChanges
{
    public static void Updated(ChangeEvent change, IStale stale) =>
        stale.Changed(UserSources.Entity, change).Changed(UserSources.Account, change);

    // The version is that of the preferences: as the user's own it would refuse every answer that is below it.
    public static void PreferencesUpdated(ChangeEvent change, IStale stale) =>
        stale.Changed(UserSources.Preferences, change).Changed(UserSources.Entity, change with { Version = null });

    public static void OrderChanged(ChangeEvent change, IStale stale)
    {
        if (change["userId"] is { } userId)
            OrdersOf(userId, stale);
        else
            stale.All(UserSources.Orders);
    }

    public static void OrdersOf(string userId, IStale stale) => stale.Tag(UserSources.Orders.KeyOf(userId));

    public static void ActivityOf(string userId, IStale stale) => stale.Tag(UserSources.Activity.KeyOf(userId));
}
