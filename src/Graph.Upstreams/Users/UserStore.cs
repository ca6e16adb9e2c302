using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Users;

internal sealed class UserStore(Database database)
{
    private const string Columns = "id, username, name, avatar_url, member_since, version, updated_at";

    private static readonly ChangeFeed<User> Changes = new("users", "users", Columns, "id", Map, u => (u.UpdatedAt, u.Id));

    public User? Find(string id) => database.Read(c => Find(c, id));

    public static User? Find(SqliteConnection connection, string id) =>
        connection.QueryFirst($"SELECT {Columns} FROM users WHERE id = @id", Map, ("@id", id));

    /// <summary>The user with what only they may see.</summary>
    public User? FindWithEmail(string id) => database.Read(c =>
        c.QueryFirst($"SELECT {Columns}, email FROM users WHERE id = @id", r => Map(r) with { Email = r.GetString(7) }, ("@id", id)));

    public List<User> FindMany(string ids) => database.Read(c =>
        c.Query($"SELECT {Columns} FROM users WHERE id IN (SELECT value FROM json_each(@ids))", Map, ("@ids", ids)));

    public Page<User> ChangedSince(DateTimeOffset since, PageArguments page) => database.Read(c => Changes.Read(c, since, page));

    public static Outcome<User> Patch(WriteTransaction write, string id, UserPatch patch, IfMatch ifMatch)
    {
        if (Find(write.Connection, id) is not { } before)
            return Problem.NotFound("user", id);
        var rows = write.Connection.Execute(
            """
            UPDATE users SET name = COALESCE(@name, name), avatar_url = COALESCE(@avatarUrl, avatar_url),
                version = version + 1, updated_at = @now
            WHERE id = @id AND version = @version
            """,
            ("@id", id), ("@version", ifMatch.Version ?? before.Version), ("@now", write.NowUnix), ("@name", patch.Name),
            ("@avatarUrl", patch.AvatarUrl));
        if (rows == 0)
            return Problem.VersionConflict(before.Version);
        var after = Find(write.Connection, id)!;
        write.Emit("/users", "user.updated", id, new EventData { Version = after.Version });
        return after;
    }

    private static User Map(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetNullableString(3), r.GetTime(4), r.GetInt32(5), r.GetTime(6));
}
