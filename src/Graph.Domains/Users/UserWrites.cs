using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>The writes of the users service.</summary>
internal sealed class UserWrites(IUpstream upstream)
{
    public async ValueTask<WriteResult<User>> PatchAsync(string id, ProfilePatch patch, long? version, WriteContext context) => upstream.Only(
        await upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Patch, UpstreamPath.Of("/users/{id}", id)) { IfMatch = version }
                .With(patch, UsersJson.Default.ProfilePatch),
            UsersJson.Default.User,
            context),
        user => user.Id == id);

    public async ValueTask<WriteResult<Preferences>> PatchAsync(
        string userId, PreferencesPatch patch, long? version, WriteContext context) => upstream.Only(
        await upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Patch, UpstreamPath.Of("/users/{id}/preferences", userId)) { IfMatch = version }
                .With(patch, UsersJson.Default.PreferencesPatch),
            UsersJson.Default.Preferences,
            context),
        preferences => preferences.UserId == userId);

    /// <summary>What is null is not sent, and stays.</summary>
    internal sealed record ProfilePatch(string? Name, string? AvatarUrl);

    /// <summary>What is null is not sent, and stays.</summary>
    internal sealed record PreferencesPatch(string? Currency, string? Language, bool? Newsletter);
}
