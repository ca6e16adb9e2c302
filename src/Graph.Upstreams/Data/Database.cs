using System.Globalization;
using Graph.Upstreams.Data.Seeding;
using Graph.Upstreams.Events;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data;

/// <summary>
/// One connection writes, one transaction at a time, as SQLite allows no more; readers are pooled and see the last commit.
/// The calls to SQLite are synchronous (it has no others) and take well under a millisecond.
/// </summary>
internal sealed class Database(UpstreamsOptions options, TimeProvider time, Outbox outbox) : IDisposable
{
    private const int SchemaVersion = 1;

    private readonly DatabaseFile _file = new(options.Database.Path);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SqliteConnection? _writer;
    private DateTime _lastWrite = Seeder.ReferenceTime;

    /// <summary>Opens the file; a new one gets its schema and its data in one transaction, so that there is never half a seed.</summary>
    public void Open()
    {
        _writer = _file.OpenWriter();
        switch (_writer.QueryNumber("PRAGMA user_version"))
        {
            case SchemaVersion:
                return;
            case 0:
                using (var transaction = _writer.BeginTransaction())
                {
                    _writer.Execute(Schema.Sql);
                    Seeder.Fill(_writer, options.Seed);
                    _writer.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {SchemaVersion}"));
                    transaction.Commit();
                }

                return;
            default:
                throw new InvalidOperationException(
                    $"Database:Path '{options.Database.Path}' was written by another version of this program; delete the file, or name another.");
        }
    }

    /// <summary>Runs <paramref name="query"/> on one snapshot, so that a page and its total belong together.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        using var connection = _file.OpenReader();
        using var transaction = connection.BeginTransaction(deferred: true);
        return query(connection);
    }

    /// <summary>Runs <paramref name="work"/> as one transaction, which commits unless it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<WriteTransaction, T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Write(work);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _file.Close();
        _gate.Dispose();
    }

    private T Write<T>(Func<WriteTransaction, T> work)
    {
        // Times never go back in commit order, whatever the clock does: a change feed that has read up to one misses no later commit.
        var now = Timestamp.FromUnix(time.GetUtcNow().ToUnixTimeMilliseconds());
        _lastWrite = now > _lastWrite ? now : _lastWrite;

        using var transaction = _writer!.BeginTransaction();
        var write = new WriteTransaction(transaction, _lastWrite, outbox);
        var result = work(write);
        transaction.Commit();
        write.Committed();
        return result;
    }
}
