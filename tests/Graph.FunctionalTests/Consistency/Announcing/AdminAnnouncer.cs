using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>By <c>POST /admin/invalidate</c>.</summary>
internal sealed class AdminAnnouncer : IAnnouncer
{
    public bool KeepsAnnouncedVersion => false;

    public bool Takes(Change change) => true;

    public async Task<Announced> AnnounceAsync(GraphClient client, Change change)
    {
        var answer = await client.InvalidateAsync(
            JsonSerializer.Serialize(new { keys = change.Keys, tags = change.Tags, patterns = change.Patterns }));
        return new Announced((int)answer.StatusCode, answer.Headers.GetValueOrDefault("X-Graph-Position"), answer.ToString());
    }

    public override string ToString() => "POST /admin/invalidate";
}
