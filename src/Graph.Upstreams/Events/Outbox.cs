using System.Text.Json;
using System.Threading.Channels;
using Graph.Upstreams.Data;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Events;

/// <summary>The events that are still to be delivered. They are written in the transaction of their change, so that neither is without the other.</summary>
internal sealed class Outbox(EventTarget target, EventsOptions options, ILogger<Outbox> logger)
{
    // Holds at most one signal: "there is something new" needs no count.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>False when nobody is to be told.</summary>
    public bool Append(SqliteConnection connection, DateTime time, string source, string type, string? subject, EventData? data)
    {
        if (target.Current?.IsTold(source[1..]) != true)
            return false;
        var json = JsonSerializer.Serialize(ChangeEvent.Create(time, source, type, subject, data), UpstreamsJson.Default.ChangeEvent);
        var id = connection.QueryNumber("INSERT INTO outbox (event) VALUES (@event) RETURNING id", ("@event", json))!.Value;

        // Ids are handed out in order, so what lies below the window is what is too much.
        var dropped = connection.Execute("DELETE FROM outbox WHERE id <= @id - @max", ("@id", id), ("@max", options.MaxPending));
        if (dropped > 0)
            Log.DroppedOldest(logger, dropped, options.MaxPending);
        return true;
    }

    public static List<OutboxEntry> Oldest(SqliteConnection connection, int count) =>
        connection.Query(
            "SELECT id, event FROM outbox ORDER BY id LIMIT @count", r => new OutboxEntry(r.GetInt64(0), r.GetString(1)), ("@count", count));

    public static int Remove(WriteTransaction write, OutboxEntry first, OutboxEntry last) =>
        write.Connection.Execute("DELETE FROM outbox WHERE id BETWEEN @first AND @last", ("@first", first.Id), ("@last", last.Id));

    public void Signal() => _signal.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _signal.Reader.ReadAsync(cancellationToken);
}
