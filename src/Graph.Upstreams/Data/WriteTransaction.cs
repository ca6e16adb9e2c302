using System.Globalization;
using Graph.Upstreams.Events;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data;

/// <summary>What a write works with: the connection, one time for all its rows, and its events, which commit or vanish with it.</summary>
internal sealed class WriteTransaction
{
    private const string Start = "start";

    private readonly SqliteTransaction _transaction;
    private readonly Outbox _outbox;
    private bool _hasEvents;

    public WriteTransaction(SqliteTransaction transaction, DateTime now, Outbox outbox)
    {
        (_transaction, _outbox, Now, NowUnix) = (transaction, outbox, now, now.ToUnix());
        transaction.Save(Start);
    }

    public SqliteConnection Connection => _transaction.Connection!;

    public DateTime Now { get; }

    public long NowUnix { get; }

    public void Emit(string source, string type, string? subject, EventData? data = null) =>
        _hasEvents |= _outbox.Append(Connection, Now, source, type, subject, data);

    /// <summary>The next id of a sequence, such as "10001" for reviews.</summary>
    public string NextId(string sequence) =>
        Connection.QueryNumber("UPDATE sequences SET last = last + 1 WHERE name = @name RETURNING last", ("@name", sequence))!
            .Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes everything back that was written so far; the transaction goes on.</summary>
    public void Undo()
    {
        _transaction.Rollback(Start);
        _hasEvents = false;
    }

    public void Committed()
    {
        if (_hasEvents)
            _outbox.Signal();
    }
}
