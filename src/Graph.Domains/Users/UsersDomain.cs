using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Users;

public sealed class UsersDomain : IDomainModule
{
    public static string Name => "Users";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new UsersUpstream(domain.Upstream);

        domain.Entity(UserSources.Entity).FetchBatch(upstream.GetManyAsync).FetchOne(upstream.GetOneAsync);
        domain.Type<User>("User");
        domain.Query("user", context => context.Load.One(UserSources.Entity, context.Arguments.Required("id")));

        RegisterViewer(domain, new ViewersUpstream(domain.Upstream));

        var writes = new UserWrites(domain.Upstream);
        domain.Type<UserPayload>("UserPayload");
        domain.Type<PreferencesPayload>("PreferencesPayload");
        domain.Mutation("updateProfile", context => UpdateProfile.RunAsync(context, writes));
        domain.Mutation("updatePreferences", context => UpdatePreferences.RunAsync(context, writes));

        domain.On("user.updated", UserChanges.Updated);
        domain.On("preferences.updated", UserChanges.PreferencesUpdated);
        domain.On("order.changed", UserChanges.OrderChanged);
        domain.DetectChanges("/users", "user.updated");
    }

    private static void RegisterViewer(IDomainBuilder domain, ViewersUpstream upstream)
    {
        domain.Entity(UserSources.Account)
            .FetchEach(upstream.GetAccountAsync).Tags(account => [UserTags.Of(account.Id)]).AsViewer();
        domain.Entity(UserSources.Preferences)
            .FetchEach(upstream.GetPreferencesAsync).Tags(preferences => [UserTags.Of(preferences.UserId)]);
        domain.List(UserSources.Activity)
            .FetchPage(upstream.GetActivityAsync).Tags(userId => [UserSources.Activity.KeyOf(userId), UserTags.Of(userId)]);
        domain.List(UserSources.Orders)
            .FetchPage(upstream.GetOrdersAsync).Tags(userId => [UserSources.Orders.KeyOf(userId), UserTags.Of(userId)]);

        domain.Query("viewer", context => ValueTask.FromResult(
            context.Viewer is { } viewer ? new ViewerAccount(viewer.Id) : LoadResult<ViewerAccount>.NotFound));
        domain.Type<ViewerAccount>("Viewer")
            .Field("user", (viewers, context) => context.Load.Many(UserSources.Entity, viewers, viewer => viewer.Id))
            .Field("email", EmailsAsync)
            .Field("preferences", (viewers, context) => context.Load.Many(UserSources.Preferences, viewers, viewer => viewer.Id))
            .Field("activity", (viewers, context) =>
                context.Load.Lists(UserSources.Activity, viewers, viewer => viewer.Id, context.Arguments))
            .Field("orders", (viewers, context) =>
                context.Load.Connections(UserSources.Orders, viewers, viewer => viewer.Id, context.Arguments));
        domain.Type<Preferences>("Preferences");
        domain.Type<Activity>("Activity")
            .Field("product", (activities, context) =>
                context.Load.Many(ProductSources.Entity, activities, activity => activity.ProductId));
        domain.Type<Order>("Order");
        domain.Connection(UserSources.Orders, "OrderConnection", "OrderEdge");
    }

    private static async ValueTask<LoadResult<string?>[]> EmailsAsync(IReadOnlyList<ViewerAccount> viewers, FieldContext context)
    {
        var accounts = await context.Load.Many(UserSources.Account, viewers, viewer => viewer.Id);
        return Array.ConvertAll(accounts, account => account.Select(known => known.Email));
    }
}
