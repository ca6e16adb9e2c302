using System.Text.Json;

namespace Graph.Invalidation.Shared;

/// <summary>Records as bytes. What can't be read (a newer version's, in a rolling upgrade) must count as touching everything.</summary>
internal static class RecordFormat
{
    /// <summary>Raised when a reader of before would misunderstand a record.</summary>
    private const int Version = 1;

    public static byte[] Write(InvalidationRecord record, string origin, long number) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredRecord
        {
            V = Version,
            O = origin,
            N = number,
            K = record.Keys.Count == 0 ? null : [.. record.Keys.Select(key => new StoredKey { K = key.Key, V = key.Version, D = key.Deleted, N = key.Added })],
            T = record.Tags.Count == 0 ? null : record.Tags,
            P = record.Patterns.Count == 0 ? null : record.Patterns,
            A = record.Alive.Count == 0 ? null : record.Alive,
            F = record.ForgetsVersions,
            W = record.FirstAt?.ToString(),
        },
        RecordJson.Default.StoredRecord);

    /// <returns>Null when it can't be read.</returns>
    public static ReadRecord? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, RecordJson.Default.StoredRecord) is { V: Version } stored && IsWhole(stored)
                ? new ReadRecord(stored.O ?? "", stored.N, ToRecord(stored))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // JSON has null where a name should be.
    private static bool IsWhole(StoredRecord stored) =>
        (stored.K ?? []).All(key => key is { K: not null }) && Names(stored).All(name => name is not null);

    private static IEnumerable<string?> Names(StoredRecord stored) => [.. stored.T ?? [], .. stored.P ?? [], .. stored.A ?? []];

    private static InvalidationRecord ToRecord(StoredRecord stored) =>
        new([.. (stored.K ?? []).Select(key => new KeyInvalidation(key.K, key.V, key.D, key.N))], stored.T ?? [], stored.P ?? [])
        {
            Alive = stored.A ?? [],
            ForgetsVersions = stored.F,
            FirstAt = Position.TryParse(stored.W, out var first) ? first : null,
        };
}
