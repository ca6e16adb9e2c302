using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Graph.FunctionalTests.Consistency.Planted;

/// <summary>A planted fault between the clients and a graph: passes everything on, and now and then lies about it.</summary>
internal sealed class LyingProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _graph;
    private readonly ConcurrentDictionary<string, byte[]> _older = new(StringComparer.Ordinal);
    private int _changed;

    private LyingProxy(WebApplication app, Uri graph)
    {
        _app = app;
        _graph = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = graph };
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Of the answers that have changed since the query was first asked, every so many is the first one again.</summary>
    public int AnswersOldEach { get; init; }

    public static async Task<LyingProxy> StartAsync(Uri graph, int answersOldEach)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = new LyingProxy(builder.Build(), graph) { AnswersOldEach = answersOldEach };
        proxy._app.Run(proxy.HandleAsync);
        await proxy._app.StartAsync();
        return proxy;
    }

    public ValueTask DisposeAsync()
    {
        _graph.Dispose();
        return _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var received = new MemoryStream();
        await context.Request.Body.CopyToAsync(received, context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        request.Content = new ByteArrayContent(received.ToArray());
        CopyHeaders(context.Request, request);
        using var response = await _graph.SendAsync(request, context.RequestAborted);
        var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Content-Length")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(Lie(Encoding.UTF8.GetString(received.ToArray()), body), context.RequestAborted);
    }

    private static void CopyHeaders(HttpRequest from, HttpRequestMessage to)
    {
        foreach (var (name, values) in from.Headers.Where(header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding" or "Connection")))
        {
            _ = to.Headers.TryAddWithoutValidation(name, values.AsEnumerable()) || to.Content!.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }
    }

    private byte[] Lie(string request, byte[] body)
    {
        if (!request.Contains("query(", StringComparison.Ordinal))
        {
            return body;
        }

        var old = _older.GetOrAdd(request, body);
        return !old.AsSpan().SequenceEqual(body) && Interlocked.Increment(ref _changed) % AnswersOldEach == 0 ? old : body;
    }
}
