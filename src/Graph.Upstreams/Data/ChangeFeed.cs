using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data;

/// <summary>
/// What changed since a time, oldest first. The time itself is included: two writes may share a millisecond, and a reader that asks again
/// from the last time it saw must not miss the second.
/// </summary>
internal sealed class ChangeFeed<T>(string service, string table, string columns, string idColumn, Func<SqliteDataReader, T> map, Func<T, (DateTime At, string Id)> position)
{
    private readonly PagedQuery<T> _query = new($"{service}:changes", table, columns, "updated_at", idColumn, map, row =>
    {
        var (at, id) = position(row);
        return (at.ToUnix(), id);
    });

    public Page<T> Read(SqliteConnection connection, DateTimeOffset since, PageArguments page) =>
        _query.Read(connection, page, "updated_at >= @since", ("@since", since.ToUnixTimeMilliseconds()));
}
