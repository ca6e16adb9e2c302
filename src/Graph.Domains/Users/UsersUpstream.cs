using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

internal sealed class UsersUpstream(IUpstream upstream)
{
    public ValueTask<LoadResult<User>[]> GetManyAsync(IReadOnlyList<string> ids, FetchContext context) =>
        upstream.GetManyAsync(UpstreamPath.Of("/users").With("ids", ids), ids, "id", UsersJson.Default.User, context);

    public async ValueTask<LoadResult<User>> GetOneAsync(string id, FetchContext context) => upstream.Only(
        await upstream.GetAsync(UpstreamPath.Of("/users/{id}", id), UsersJson.Default.User, context), user => user.Id == id);
}
