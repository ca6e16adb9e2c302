using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Idempotency;

/// <summary>
/// The first answers of a day. They are read and written inside the one transaction that writes, so that of two equal requests at the same
/// time the second finds the answer of the first, and a crash leaves either both the change and its answer, or neither.
/// </summary>
internal static class IdempotencyStore
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The answer to give again; null for a key that is new or has expired.</summary>
    public static Answer? Find(WriteTransaction write, IdempotencyKey key)
    {
        var found = write.Connection.QueryFirst(
            "SELECT status, body, content_type, version, location, fingerprint FROM idempotency WHERE key = @key AND created_at > @oldest",
            r => new { Answer = Map(r), Fingerprint = r.GetFieldValue<byte[]>(5) },
            ("@key", key.Value), ("@oldest", Oldest(write)));
        if (found is null)
            return null;
        return found.Fingerprint.AsSpan().SequenceEqual(key.Fingerprint) ? found.Answer : Answer.Of(Problem.IdempotencyKeyReused(key.Value));
    }

    public static void Keep(WriteTransaction write, IdempotencyKey key, Answer answer)
    {
        write.Connection.Execute("DELETE FROM idempotency WHERE created_at <= @oldest", ("@oldest", Oldest(write)));
        write.Connection.Execute(
            "INSERT INTO idempotency VALUES (@key, @fingerprint, @status, @body, @contentType, @version, @location, @now)",
            ("@key", key.Value), ("@fingerprint", key.Fingerprint), ("@status", answer.Status), ("@body", answer.Body.ToArray()),
            ("@contentType", answer.ContentType), ("@version", answer.Version), ("@location", answer.Location), ("@now", write.NowUnix));
    }

    private static long Oldest(WriteTransaction write) => (write.Now - Kept).ToUnix();

    private static Answer Map(SqliteDataReader r) => new(
        r.GetInt32(0), r.GetFieldValue<byte[]>(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetInt32(3), r.GetNullableString(4))
    { IsReplay = true };
}
