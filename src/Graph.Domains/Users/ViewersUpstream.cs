using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>What the users service tells of a user to that user alone.</summary>
internal sealed class ViewersUpstream(IUpstream upstream)
{
    /// <summary>With the user's own bearer token; the email is in no other answer.</summary>
    public async ValueTask<LoadResult<Account>> GetAccountAsync(string userId, FetchContext context) => upstream.Only(
        await upstream.GetAsync(UpstreamPath.Of("/users/{id}", userId), UsersJson.Default.Account, context),
        account => account.Id == userId);

    public async ValueTask<LoadResult<Preferences>> GetPreferencesAsync(string userId, FetchContext context) => upstream.Only(
        await upstream.GetAsync(UpstreamPath.Of("/users/{id}/preferences", userId), UsersJson.Default.Preferences, context),
        preferences => preferences.UserId == userId);

    public async ValueTask<LoadResult<ActivityPage>> GetActivityAsync(PageKey key, FetchContext context)
    {
        if (Page("/users/{id}/activity", key) is not { } path)
            return LoadResult<ActivityPage>.NotFound;

        var answer = await upstream.GetAsync(path, UsersJson.Default.UpstreamPageActivity, context);
        return upstream.Only(answer, page => page.Items.All(item => item.UserId == key.List))
            .Select(page => new ActivityPage(page.Items, page.NextCursor, page.Total));
    }

    public async ValueTask<LoadResult<OrderPage>> GetOrdersAsync(PageKey key, FetchContext context)
    {
        if (Page("/users/{id}/orders", key) is not { } path)
            return LoadResult<OrderPage>.NotFound;

        var answer = await upstream.GetAsync(path, UsersJson.Default.UpstreamPageOrder, context);
        return upstream.Only(answer, page => page.Items.All(order => order.UserId is null || order.UserId == key.List))
            .Select(page => new OrderPage(page.Items, page.NextCursor, page.Total));
    }

    // A token may name a user in a way that no path takes; there is nothing to be found then.
    private static UpstreamPath? Page(string template, PageKey key) => UpstreamPath.Takes(key.List)
        ? UpstreamPath.Of(template, key.List).With("first", key.First).WithOptional("after", key.After)
        : null;
}
