using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Users;

internal sealed class PreferencesStore(Database database)
{
    private const string Columns = "user_id, currency, language, newsletter, version, updated_at";

    public Preferences? Find(string userId) => database.Read(c => Find(c, userId));

    public static Outcome<Preferences> Patch(WriteTransaction write, string userId, PreferencesPatch patch, IfMatch ifMatch)
    {
        if (Find(write.Connection, userId) is not { } before)
            return Problem.NotFound("user", userId);
        var rows = write.Connection.Execute(
            """
            UPDATE preferences SET currency = COALESCE(@currency, currency), language = COALESCE(@language, language),
                newsletter = COALESCE(@newsletter, newsletter), version = version + 1, updated_at = @now
            WHERE user_id = @userId AND version = @version
            """,
            ("@userId", userId), ("@version", ifMatch.Version ?? before.Version), ("@now", write.NowUnix), ("@currency", patch.Currency),
            ("@language", patch.Language), ("@newsletter", patch.Newsletter));
        if (rows == 0)
            return Problem.VersionConflict(before.Version);
        var after = Find(write.Connection, userId)!;
        write.Emit("/users", "preferences.updated", userId, new EventData { Version = after.Version });
        return after;
    }

    private static Preferences? Find(SqliteConnection connection, string userId) =>
        connection.QueryFirst($"SELECT {Columns} FROM preferences WHERE user_id = @userId", Map, ("@userId", userId));

    private static Preferences Map(SqliteDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetInt32(4), r.GetTime(5));
}
