using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graph.Upstreams.Tests.Data;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Events;

public sealed class OutboxTests
{
    private const string Secret = "a secret of the tests";

    [Fact]
    public async Task Deliver_Signed_TheSignatureIsOverTimeAndBody()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(o => (o.Events.Url, o.Events.Secret) = (receiver.Url, Secret), time);

        await AdjustAsync(host, 1);

        var delivery = await receiver.NextAsync();
        Assert.Equal(Signature(time.Now, delivery.Body), delivery.Signature);
    }

    [Fact]
    public async Task Deliver_GraphAway_TriesAgainWithDoublingWaitsAndANewSignature()
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = _ => 503;
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(
            o => (o.Events.Url, o.Events.Secret, o.Events.MaxRetryDelay) = (receiver.Url, Secret, TimeSpan.FromMilliseconds(900)), time);
        await AdjustAsync(host, 1);

        var first = await receiver.NextAsync();
        foreach (var wait in (int[])[250, 500, 900])
        {
            var timer = await time.NextAsync(TimeSpan.FromMilliseconds(wait));
            time.Now = time.Now.AddMinutes(1);
            if (wait == 900)
                receiver.Answer = _ => 202;
            timer.Fire();
            var again = await receiver.NextAsync();
            Assert.Equal(first.Body, again.Body);
            Assert.Equal(Signature(time.Now, again.Body), again.Signature);
        }

        await AdjustAsync(host, 2);
        Assert.Equal(["2"], (await receiver.NextAsync()).Subjects);
    }

    [Fact]
    public async Task Deliver_AfterARestart_LosesNothingAndKeepsTheOrder()
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = _ => 503;
        using var database = new TemporaryDatabase();
        await using (var host = await FreshHost.StartAsync(o => (o.Events.Url, o.Database.Path) = (receiver.Url, database.Path)))
        {
            foreach (var product in Enumerable.Range(1, 5))
                await AdjustAsync(host, product);
            await receiver.NextAsync();
        }

        await using var graph = await EventReceiver.StartAsync();
        await using var restarted = await FreshHost.StartAsync(o => (o.Events.Url, o.Database.Path) = (graph.Url, database.Path));

        var delivery = await graph.NextAsync();
        Assert.Equal(["1", "2", "3", "4", "5"], delivery.Subjects);
        Assert.StartsWith("application/cloudevents-batch+json", delivery.ContentType, StringComparison.Ordinal);
        Assert.Equal(5, delivery.Events.Select(e => e.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Deliver_ManyWaiting_GoInBatchesInOrder()
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = _ => 503;
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(o => (o.Events.Url, o.Events.BatchSize) = (receiver.Url, 10), time);
        foreach (var product in Enumerable.Range(1, 25))
            await AdjustAsync(host, product);
        await receiver.NextAsync();

        receiver.Answer = _ => 202;
        (await time.NextAsync(TimeSpan.FromMilliseconds(250))).Fire();

        var batches = new List<ReceivedDelivery>();
        while (batches.Sum(b => b.Events.Count) < 25)
            batches.Add(await receiver.NextAsync());
        Assert.Equal(Enumerable.Range(1, 25).Select(Text), batches.SelectMany(b => b.Subjects));
        Assert.Equal([10, 10, 5], batches.Select(b => b.Events.Count));
    }

    [Fact]
    public async Task Deliver_OneEventRefused_DropsItAlone()
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = _ => 503;
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(o => o.Events.Url = receiver.Url, time);
        foreach (var product in Enumerable.Range(1, 4))
            await AdjustAsync(host, product);
        await receiver.NextAsync();

        receiver.Answer = delivery => delivery.Subjects.Contains("2") ? 400 : 202;
        (await time.NextAsync(TimeSpan.FromMilliseconds(250))).Fire();

        Assert.Equal(["1", "2", "3", "4"], (await receiver.NextAsync()).Subjects);
        foreach (var single in (string[])["1", "2", "3", "4"])
            Assert.Equal([single], (await receiver.NextAsync()).Subjects);
        await AdjustAsync(host, 5);
        Assert.Equal(["5"], (await receiver.NextAsync()).Subjects);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task Deliver_NoFaultOfTheEvent_KeepsIt(int status)
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = _ => status;
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(o => o.Events.Url = receiver.Url, time);
        await AdjustAsync(host, 1);
        await receiver.NextAsync();

        receiver.Answer = _ => 202;
        (await time.NextAsync(TimeSpan.FromMilliseconds(250))).Fire();

        Assert.Equal(["1"], (await receiver.NextAsync()).Subjects);
    }

    [Fact]
    public async Task Append_MoreThanMaxPending_DropsTheOldest()
    {
        await using var receiver = await EventReceiver.StartAsync();
        receiver.Answer = _ => 503;
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(o => (o.Events.Url, o.Events.MaxPending) = (receiver.Url, 3), time);
        await AdjustAsync(host, 1);
        await receiver.NextAsync();
        foreach (var product in Enumerable.Range(2, 5))
            await AdjustAsync(host, product);

        receiver.Answer = _ => 202;
        (await time.NextAsync(TimeSpan.FromMilliseconds(250))).Fire();

        Assert.Equal(["4", "5", "6"], (await receiver.NextAsync()).Subjects);
    }

    [Fact]
    public async Task SendEventsTo_Later_SendsWhatChangesFromThenOn()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var host = await FreshHost.StartAsync();
        await AdjustAsync(host, 1);

        host.Upstreams.SendEventsTo(receiver.Url, Secret);
        await AdjustAsync(host, 2);

        var delivery = await receiver.NextAsync();
        Assert.Equal(["2"], delivery.Subjects);
        Assert.NotNull(delivery.Signature);
    }

    // The graph asks others for the rest: their events would speak of entities that it does not read here.
    [Fact]
    public async Task SendEventsTo_SomeServices_IsSilentOfTheOthers()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await using var host = await FreshHost.StartAsync();

        host.Upstreams.SendEventsTo(receiver.Url, secret: null, ["Products", "Carts"]);
        await AdjustAsync(host, 1);
        await host.Api.PatchAsync("/products/2", """{"name":"x"}""");

        Assert.Equal(["2"], (await receiver.NextAsync()).Subjects);
        Assert.Equal(["/products", "/carts"], (await receiver.NextHeartbeatAsync()).Events.Select(e => e.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Heartbeat_EveryInterval_OneOfEachService()
    {
        await using var receiver = await EventReceiver.StartAsync();
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(o => (o.Events.Url, o.Events.Secret) = (receiver.Url, Secret), time);

        var first = await receiver.NextHeartbeatAsync();
        (await time.NextAsync(TimeSpan.FromSeconds(20))).Fire();
        var second = await receiver.NextHeartbeatAsync();

        string[] sources = ["/products", "/inventory", "/reviews", "/users", "/carts", "/recommendations", "/analytics"];
        Assert.Equal(sources, first.Events.Select(e => e.GetProperty("source").GetString()));
        Assert.Equal(sources, second.Events.Select(e => e.GetProperty("source").GetString()));
        Assert.Equal(Signature(time.Now, second.Body), second.Signature);
        Assert.Empty(first.Events.Select(Id).Intersect(second.Events.Select(Id)));

        static string? Id(System.Text.Json.JsonElement change) => change.GetProperty("id").GetString();
    }

    private static Task<Reply> AdjustAsync(FreshHost host, int product) =>
        host.Api.PostAsync($"/inventory/{Text(product)}/adjust", """{"delta":1}""");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Signature(DateTimeOffset time, string body)
    {
        var t = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{t}.{body}"));
        return $"t={t},v1={Convert.ToHexStringLower(mac)}";
    }
}
