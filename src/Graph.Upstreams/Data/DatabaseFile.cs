using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data;

/// <summary>The SQLite file: a kept one by its path, or a temporary one of this process that goes with it.</summary>
internal sealed class DatabaseFile(string? path)
{
    private readonly string _path = path ?? Path.Combine(Path.GetTempPath(), $"graph-upstreams-{Environment.ProcessId}-{Guid.NewGuid():N}.db");

    public bool IsTemporary { get; } = path is null;

    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate, pooling: false);
        // WAL: readers never wait for the writer. NORMAL survives a killed process; a temporary file need not survive anything.
        connection.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(IsTemporary ? "OFF" : "NORMAL")};");
        return connection;
    }

    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, pooling: true);

    public void Close()
    {
        using (var connection = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadOnly, pooling: true)))
            SqliteConnection.ClearPool(connection);
        if (!IsTemporary)
            return;
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(_path + suffix);
    }

    private SqliteConnection Open(SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(mode, pooling));
        connection.Open();
        return connection;
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = pooling }.ConnectionString;
}
