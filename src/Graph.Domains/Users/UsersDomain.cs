using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

public sealed class UsersDomain : IDomainModule
{
    public static string Name => "Users";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new UsersUpstream(domain.Upstream);

        domain.Entity(UserSources.Entity).FetchBatch(upstream.GetManyAsync);

        domain.Type<User>("User");
        domain.Query("user", context => context.Load.One(UserSources.Entity, context.Arguments.Required("id")));

        domain.On("user.updated", (change, stale) => ViewerTouched(change, stale.Changed(UserSources.Entity, change)));
        // The version is that of the preferences: as the user's own it would refuse every answer that is below it.
        domain.On("preferences.updated", (change, stale) =>
            ViewerTouched(change, stale.Changed(UserSources.Entity, change with { Version = null })));
    }

    private static void ViewerTouched(ChangeEvent change, IStale stale)
    {
        if (change.Subject is { } id)
            stale.Tag(UserTags.Viewer(id));
        else
            stale.Pattern(UserTags.AllViewers);
    }
}
