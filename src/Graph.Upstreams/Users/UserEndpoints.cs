using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Carts;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("users");
        users.MapGet("", Get)
            .WithSummary("Users by ids, or by change")
            .WithDescription("With 'ids': an array of those that exist, in any order. With 'updatedSince': a page of what changed, oldest first.")
            .Produces<List<User>>().ProducesProblem(StatusCodes.Status400BadRequest);
        users.MapGet("/{id}", GetOne)
            .WithSummary("One user").WithDescription("'email' is in the answer only for the user's own bearer token.").ProducesEntity<User>();
        users.MapPatch("/{id}", Patch).WithSummary("Changes a user's profile").WithDescription(Descriptions.Patch).ProducesWritten<User>();
        users.MapPatch("/{id}/preferences", PatchPreferences)
            .WithSummary("Changes a user's preferences").WithDescription(Descriptions.Patch).ProducesWritten<Preferences>();
        users.MapGet("/{id}/preferences", GetPreferences).WithSummary("A user's preferences").ProducesEntity<Preferences>();
        users.MapGet("/{id}/orders", GetOrders).WithSummary("A user's orders, newest first").Produces<Page<Order>>();
        users.MapGet("/{id}/activity", GetActivity).WithSummary("What a user did, newest first").Produces<Page<Activity>>();
    }

    private static Answer Get(
        UserStore store,
        [Description(Descriptions.Ids)] string? ids,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset? updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<User>.MaxFirst), Description(Descriptions.First)] int first = PagedQuery<User>.MaxFirst)
    {
        if (ids is not null)
            return Answer.Of(store.FindMany(IdList.ToJsonArray(nameof(ids), ids)));
        return updatedSince is { } since
            ? Answer.Of(store.ChangedSince(since, new PageArguments(first, after)))
            : Answer.Of(Problem.Invalid("Pass 'ids' or 'updatedSince'."));
    }

    private static Answer GetOne(string id, HttpContext context, UserStore store, BearerToken token)
    {
        // The answer depends on who asks, and no cache between may give one's to another.
        context.Response.Headers.Vary = "Authorization";
        var user = token.BelongsTo(context.Request, id) ? store.FindWithEmail(id) : store.Find(id);
        return user is null ? Answer.Of(Problem.NotFound("user", id)) : Answer.Entity(user);
    }

    private static Task<Answer> Patch(string id, [FromBody] UserPatch patch, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => UserStore.Patch(write, id, patch, ifMatch), Answer.Entity);

    private static Task<Answer> PatchPreferences(string id, [FromBody] PreferencesPatch patch, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => PreferencesStore.Patch(write, id, patch, ifMatch), Answer.Entity);

    private static Answer GetPreferences(string id, PreferencesStore store) =>
        store.Find(id) is { } preferences ? Answer.Entity(preferences) : Answer.Of(Problem.NotFound("user", id));

    private static Answer GetOrders(
        string id,
        OrderStore store,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<Order>.MaxFirst), Description(Descriptions.First)] int first = 10) =>
        Answer.Of(store.OfUser(id, new PageArguments(first, after)));

    private static Answer GetActivity(
        string id,
        ActivityStore store,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<Activity>.MaxFirst), Description(Descriptions.First)] int first = 20) =>
        Answer.Of(store.OfUser(id, new PageArguments(first, after)));
}
