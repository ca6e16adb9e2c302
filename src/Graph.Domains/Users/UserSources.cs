using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>What other domains may hold of this one. All but the first are private, and by the user's id.</summary>
public static class UserSources
{
    public static readonly EntitySource<User> Entity = new("User", user => user.Id, user => user.Version);

    public static readonly EntitySource<Account> Account =
        new("Viewer", account => account.Id, account => account.Version, name: "account");

    public static readonly EntitySource<Preferences> Preferences =
        new("Preferences", preferences => preferences.UserId, preferences => preferences.Version);

    public static readonly ListSource<Activity, ActivityPage> Activity = new("activity:user", page => page.Items, "Activity");

    public static readonly ListSource<Order, OrderPage> Orders = new("orders:user", page => page.Items, "Order");
}
