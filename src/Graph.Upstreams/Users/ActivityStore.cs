using Graph.Upstreams.Data;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Users;

internal sealed class ActivityStore(Database database)
{
    private static readonly PagedQuery<Activity> Newest = new(
        "activity:user", "activity", "id, user_id, kind, product_id, at", "at", "id",
        r => new Activity(r.GetString(0), r.GetString(1), r.GetString(2), r.GetNullableString(3), r.GetTime(4)),
        a => (a.At.ToUnix(), a.Id))
    { Descending = true };

    public Page<Activity> OfUser(string userId, PageArguments page) =>
        database.Read(c => Newest.Read(c, page, "user_id = @userId", ("@userId", userId)));

    /// <summary>What is done by nobody known is not recorded.</summary>
    public static void Record(WriteTransaction write, string? userId, string kind, string productId)
    {
        if (userId is null)
            return;
        write.Connection.Execute(
            "INSERT INTO activity VALUES (@id, @userId, @kind, @productId, @at)",
            ("@id", write.NextId("activity")), ("@userId", userId), ("@kind", kind), ("@productId", productId), ("@at", write.NowUnix));
    }
}
