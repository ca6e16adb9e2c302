using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>Which ways of announcing a run uses: <c>GRAPH_CONSISTENCY_ANNOUNCE</c> says <c>events</c>, <c>admin</c>, or (by default) both.</summary>
internal static class Announcers
{
    public static async Task<IReadOnlyList<IAnnouncer>> ThatAreThereAsync(GraphClient client) => ConsistencySettings.Text("GRAPH_CONSISTENCY_ANNOUNCE") switch
    {
        "events" => [new EventAnnouncer(), new AdminAnnouncer()], // what an operator alone can say is said by one
        "admin" => [new AdminAnnouncer()],
        null or "both" => await EventAnnouncer.IsThereAsync(client) ? [new EventAnnouncer(), new AdminAnnouncer()] : [new AdminAnnouncer()],
        var other => throw new InvalidOperationException($"GRAPH_CONSISTENCY_ANNOUNCE is '{other}'; it is events, admin or both."),
    };
}
