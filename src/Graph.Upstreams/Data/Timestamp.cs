namespace Graph.Upstreams.Data;

/// <summary>Times are stored as Unix milliseconds and sent as RFC 3339 in UTC.</summary>
internal static class Timestamp
{
    public static DateTime FromUnix(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    public static long ToUnix(this DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalMilliseconds;
}
