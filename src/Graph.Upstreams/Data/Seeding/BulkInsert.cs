using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

/// <summary>One prepared statement for all rows of a table; values are given in the order of its columns.</summary>
internal sealed class BulkInsert : IDisposable
{
    private readonly SqliteCommand _command;

    public BulkInsert(SqliteConnection connection, string table, int columns)
    {
        var names = Enumerable.Range(0, columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"@{i}")).ToArray();
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Table names are constants of this folder.
        _command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", names)})";
#pragma warning restore CA2100
        foreach (var name in names)
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _command.Prepare();
    }

    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
