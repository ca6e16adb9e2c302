using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>By <c>POST /events</c>: a CloudEvents message in structured mode, as the upstreams send it.</summary>
internal sealed class EventAnnouncer : IAnnouncer
{
    public bool KeepsAnnouncedVersion => true;

    public bool Takes(Change change) => change.Type is not null;

    /// <summary>Whether an instance has the endpoint.</summary>
    public static async Task<bool> IsThereAsync(GraphClient client)
    {
        using var answer = await client.Http.PostAsync("/events", new StringContent("{}"));
        return (int)answer.StatusCode is not (404 or 405);
    }

    public async Task<Announced> AnnounceAsync(GraphClient client, Change change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events");
        request.Content = new StringContent(Message(change));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        var answer = await client.SendAsync(request);
        return new Announced((int)answer.StatusCode, answer.Headers.GetValueOrDefault("X-Graph-Position"), answer.ToString());
    }

    private static string Message(Change change)
    {
        var data = new JsonObject(change.Data.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value)));
        if (change.Version is { } version)
        {
            data["version"] = version;
        }

        return JsonSerializer.Serialize(new
        {
            specversion = "1.0",
            id = change.Id,
            source = "/register",
            type = change.Type,
            subject = change.Subject,
            time = TimeProvider.System.GetUtcNow(),
            data,
        });
    }

    public override string ToString() => "POST /events";
}
