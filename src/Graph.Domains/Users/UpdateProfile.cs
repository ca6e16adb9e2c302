using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

internal static class UpdateProfile
{
    private const int LongestName = 100;

    private static readonly WriteErrors Errors = new("There is no profile of the viewer.");

    public static async ValueTask<LoadResult<UserPayload>> RunAsync(MutationContext context, UserWrites users)
    {
        var (id, expected) = (context.Viewer!.Id, context.Input.Int("expectedVersion"));
        var patch = new UserWrites.ProfilePatch(context.Input.Text("name"), context.Input.Text("avatarUrl"));
        var broken = InputRules.Broken(
            InputRules.Version(expected), InputRules.Change(patch is not { Name: null, AvatarUrl: null }),
            InputRules.Length(patch.Name, 1, LongestName, "name"), InputRules.Url(patch.AvatarUrl, "avatarUrl"));
        if (broken.Count > 0)
            return new UserPayload(null, broken);

        // The profile's key is the tag of all that is private to the user: that falls with it.
        var result = await context.Write
            .Change(UserSources.Entity, id)
            .Expecting(expected)
            .Touching((stale, _) => stale.Entity(UserSources.Account, id))
            .SendAsync((version, call) => users.PatchAsync(id, patch, version, call));
        return await Errors.PayloadAsync(
            result, (user, errors) => new UserPayload(user, errors), () => context.Load.One(UserSources.Entity, id));
    }
}
