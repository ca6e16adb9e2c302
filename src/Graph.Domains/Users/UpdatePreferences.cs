using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

internal static class UpdatePreferences
{
    private static readonly WriteErrors Errors = new("There are no preferences of the viewer.");

    public static async ValueTask<LoadResult<PreferencesPayload>> RunAsync(MutationContext context, UserWrites users)
    {
        var (userId, expected) = (context.Viewer!.Id, context.Input.Int("expectedVersion"));
        var patch = new UserWrites.PreferencesPatch(
            context.Input.Text("currency"), context.Input.Text("language"), context.Input.Bool("newsletter"));
        var broken = InputRules.Broken(
            InputRules.Version(expected), InputRules.Change(patch is not { Currency: null, Language: null, Newsletter: null }),
            InputRules.Currency(patch.Currency, "currency"), InputRules.Language(patch.Language, "language"));
        if (broken.Count > 0)
            return new PreferencesPayload(null, broken);

        var result = await context.Write
            .Change(UserSources.Preferences, userId)
            .Expecting(expected)
            .Touching((stale, _) => stale.Tag(UserTags.Of(userId)))
            .SendAsync((version, call) => users.PatchAsync(userId, patch, version, call));
        return await Errors.PayloadAsync(
            result, (preferences, errors) => new PreferencesPayload(preferences, errors),
            () => context.Load.One(UserSources.Preferences, userId));
    }
}
