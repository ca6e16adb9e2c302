using System.Text;
using BenchmarkDotNet.Attributes;
using Graph.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Benchmarks.Responses;

/// <summary>A request that the response cache answers, from the endpoint to the response's body: identity, the hash of its bytes, the look-up,
/// headers, metrics. Neither the web server nor the log is in it. <c>dotnet run -c Release --project benchmarks/Graph.Benchmarks -- --filter
/// '*HitPath*'</c></summary>
[MemoryDiagnoser]
public class HitPathBenchmarks : IAsyncDisposable
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(
        """{"query":"query OneProduct($id: ID!) { product(id: $id) { id name price { amount } } }","variables":{"id":"1"}}""");

    private WebApplication _app = null!;
    private GraphQLEndpoint _endpoint = null!;

    /// <summary>Starts a graph and has it keep the response.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _app = Graph.Program.Build(["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"]);
        await _app.StartAsync();
        _endpoint = _app.Services.GetRequiredService<GraphQLEndpoint>();
        while (!(await HitAsync()).Headers["Cache-Status"].ToString().Contains("hit", StringComparison.Ordinal))
        {
            // not ready, or not kept yet
        }
    }

    /// <summary>What a request costs here that does nothing.</summary>
    [Benchmark(Baseline = true)]
    public HttpResponse Request() => NewContext().Response;

    /// <summary>A hit.</summary>
    [Benchmark]
    public async Task<HttpResponse> HitAsync()
    {
        var context = NewContext();
        await _endpoint.HandleAsync(context);
        return context.Response;
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private DefaultHttpContext NewContext()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = _body.Length;
        context.Request.Body = new MemoryStream(_body, writable: false);
        context.Response.Body = Stream.Null;
        return context;
    }
}
