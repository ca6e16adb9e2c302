using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Graph.Upstreams.Tests.Support;

/// <summary>Stands in for the graph's events endpoint: real HTTP, every delivery kept, answered as the test says.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedDelivery> _changes = Channel.CreateUnbounded<ReceivedDelivery>();
    private readonly Channel<ReceivedDelivery> _heartbeats = Channel.CreateUnbounded<ReceivedDelivery>();
    private readonly WebApplication _app;

    private EventReceiver(WebApplication app) => _app = app;

    /// <summary>The status for a delivery of changes; heartbeats are always taken.</summary>
    public Func<ReceivedDelivery, int> Answer { get; set; } = _ => StatusCodes.Status202Accepted;

    public Uri Url => new($"{_app.Urls.Single()}/events");

    public static async Task<EventReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new EventReceiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public Task<ReceivedDelivery> NextAsync() => Expected.NextAsync(_changes.Reader);

    public Task<ReceivedDelivery> NextHeartbeatAsync() => Expected.NextAsync(_heartbeats.Reader);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var delivery = new ReceivedDelivery(
            context.Request.ContentType, context.Request.Headers["X-Graph-Signature"], await reader.ReadToEndAsync(context.RequestAborted));
        context.Response.StatusCode = delivery.IsHeartbeat ? StatusCodes.Status202Accepted : Answer(delivery);
        (delivery.IsHeartbeat ? _heartbeats : _changes).Writer.TryWrite(delivery);
    }
}
