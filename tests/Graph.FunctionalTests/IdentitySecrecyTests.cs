using System.Net.Sockets;
using System.Text;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

/// <summary>Nothing of a token shows anywhere, whatever is done with it.</summary>
public sealed class IdentitySecrecyTests
{
    private const string Query = """{ product(id: "1") { name inventory { available } } }""";
    private const string Broken = "brokenbrokenbroken";

    [Fact]
    public async Task Tokens_GoodAndBad_AppearInNoLogLineAnswerOrMetric()
    {
        await using var graph = await GraphServer.StartAsync(
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:System", "Trace"),
            ("Logging:LogLevel:Polly", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Trace"));
        var client = graph.Client;
        var good = await IdentityClient.TokenAsync(client, "viewer-of-the-test", "role-of-the-test");
        var parts = good.Split('.');
        var forged = $"{parts[0]}.{parts[1]}.{new string('f', 43)}";
        var answers = new List<string>();

        foreach (var token in (string[])[good, good, forged, $"{good}.{good}", Broken + "!", $"{parts[0]}.{Broken}.{parts[2]}"])
        {
            answers.Add(Shown(await client.QueryAsync(Query, headers: IdentityClient.Bearer(token))));
            answers.Add(Shown(await client.QueryAsync(Query, headers: IdentityClient.Session(client, token))));
            answers.Add(Shown(await client.QueryAsync("{ nonsense }", headers: IdentityClient.Bearer(token))));
            answers.Add((await client.SendAsync(HttpMethod.Post, "/session", IdentityClient.Bearer(token))).Body);
        }

        answers.Add(Shown(await client.SendAsync(HttpMethod.Delete, "/session", IdentityClient.Bearer(good))));
        answers.Add(Shown(await client.QueryAsync(Query, headers: IdentityClient.Bearer(good))));
        await SendAsync(client.Http.BaseAddress!, $"GET /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization : Bearer {Broken}.{parts[1]}\r\n\r\n");
        answers.Add(await client.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken));

        string[] secrets = [.. parts.Select(part => part[..16]), new('f', 16), Broken, "viewer-of-the-test", "role-of-the-test"];
        var shown = graph.Logs.Lines.Select(line => line.ToString()).Concat(answers).ToArray();
        Assert.Contains(graph.Logs.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Trace);
        Assert.Contains(shown, text => text.Contains("graph_identity_checks_total", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(shown, text => text.Contains(secret, StringComparison.Ordinal)));
    }

    private static string Shown(GraphQLAnswer answer) =>
        string.Join('\n', answer.Headers.Where(header => header.Key != "Set-Cookie").Select(header => header.Value)) + answer.Body;

    /// <summary>Bytes that no client library sends.</summary>
    private static async Task SendAsync(Uri address, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        Assert.StartsWith("HTTP/1.1 400", (await reader.ReadLineAsync())!, StringComparison.Ordinal);
    }
}
