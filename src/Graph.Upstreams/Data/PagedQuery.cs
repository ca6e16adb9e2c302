using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data;

/// <summary>A list that is read in pages by its sort column and id. <paramref name="Name"/> is the list that its cursors belong to.</summary>
internal sealed record PagedQuery<T>(
    string Name,
    string Table,
    string Columns,
    string SortColumn,
    string IdColumn,
    Func<SqliteDataReader, T> Map,
    Func<T, (object Key, string Id)> Position)
{
    public const int MaxFirst = 100;

    public bool Descending { get; init; }

    /// <summary>The sort column holds numbers (times, prices).</summary>
    public bool Numeric { get; init; } = true;

    public Page<T> Read(SqliteConnection connection, PageArguments page, string where, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var total = (int)connection.QueryNumber($"SELECT COUNT(*) FROM {Table} WHERE {where}", parameters)!.Value;
        var (order, direction) = Descending ? ("<", "DESC") : (">", "ASC");
        var seek = page.After is null ? "" : $" AND ({SortColumn}, {IdColumn}) {order} (@afterKey, @afterId)";
        var after = page.After is null ? default : Cursor.Decode(Name, page.After, Numeric);

        var rows = connection.Query(
            $"SELECT {Columns} FROM {Table} WHERE {where}{seek} ORDER BY {SortColumn} {direction}, {IdColumn} {direction} LIMIT @limit",
            Map,
            [.. parameters, ("@afterKey", after.Key), ("@afterId", after.Id), ("@limit", page.First + 1)]);
        return ToPage(rows, page.First, total);
    }

    /// <summary>The page of <paramref name="rows"/>, of which there is one more than asked for when there is a next page.</summary>
    public Page<T> ToPage(List<T> rows, int first, int total)
    {
        if (rows.Count <= first || first == 0)
            return new Page<T>(rows[..Math.Min(first, rows.Count)], null, total);
        var (key, id) = Position(rows[first - 1]);
        return new Page<T>(rows[..first], Cursor.Encode(Name, key, id), total);
    }
}
