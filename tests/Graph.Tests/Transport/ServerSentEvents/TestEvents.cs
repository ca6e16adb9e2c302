using System.Text;
using System.Text.Json;
using Graph.TestKit;
using Graph.Tests.Transport.Realtime;

namespace Graph.Tests.Transport.ServerSentEvents;

/// <summary>A client of event streams that shows each line as it comes.</summary>
internal sealed class TestEvents : IDisposable
{
    private readonly StreamReader _lines;

    private TestEvents(HttpResponseMessage response, Stream body)
    {
        Response = response;
        _lines = new StreamReader(body, Encoding.UTF8);
    }

    public HttpResponseMessage Response { get; }

    public static Task<TestEvents> PostAsync(RealtimeServer server, string query, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        return SendAsync(server, request, headers);
    }

    public static async Task<TestEvents> SendAsync(RealtimeServer server, HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        return new TestEvents(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next line; null at the end.</summary>
    public Task<string?> LineAsync() => _lines.ReadLineAsync().WaitAsync(Patience.Limit);

    /// <summary>The next event, as <c>name data</c>; comments are left out. Null at the end.</summary>
    public async Task<string?> EventAsync()
    {
        var (name, data) = ("", "");
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0 && name.Length > 0)
            {
                return $"{name} {data}".TrimEnd();
            }

            name = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : name;
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
        }

        return null;
    }

    public async Task<string[]> EventsAsync()
    {
        var events = new List<string>();
        while (await EventAsync() is { } happened)
        {
            events.Add(happened);
        }

        return [.. events];
    }

    public void Dispose()
    {
        _lines.Dispose();
        Response.Dispose();
    }
}
