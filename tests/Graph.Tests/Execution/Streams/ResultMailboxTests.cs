using System.Buffers;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.TestKit;

namespace Graph.Tests.Execution.Streams;

public sealed class ResultMailboxTests
{
    [Fact]
    public async Task Read_AfterPosts_GivesThemInOrder()
    {
        var mailbox = Mailbox(MailboxPolicy.Keep, capacity: 3);

        mailbox.Post(Payload("1"));
        mailbox.Post(Payload("2"));
        mailbox.Complete(StreamEnd.Completed);

        Assert.Equal(["1", "2"], await ReadAllAsync(mailbox));
        Assert.Same(StreamEnd.Completed, mailbox.End);
    }

    [Fact]
    public async Task Read_BeforeAPost_WaitsForIt()
    {
        var mailbox = Mailbox(MailboxPolicy.Keep);

        for (var i = 0; i < 3; i++)
        {
            var reading = mailbox.ReadAsync();
            Assert.False(reading.IsCompleted);
            mailbox.Post(Payload($"{i}"));
            Assert.Equal($"{i}", Text(await reading));
        }
    }

    [Fact]
    public async Task Post_PastTheCapacityOfStates_ReplacesTheOldestAndCounts()
    {
        var mailbox = Mailbox(MailboxPolicy.Replace, capacity: 2);

        for (var i = 1; i <= 5; i++)
        {
            Assert.True(mailbox.Post(Payload($"{i}") with { Lagged = i == 1 ? 10 : 0 }));
        }

        var (first, second) = (await mailbox.ReadAsync(), await mailbox.ReadAsync());

        Assert.Equal(("4", 13), (Text(first), first!.Value.Lagged));
        Assert.Equal(("5", 0), (Text(second), second!.Value.Lagged));
    }

    [Fact]
    public async Task Post_PastTheCapacity_KeepsTheNewestOfEachSubject()
    {
        var mailbox = Mailbox(MailboxPolicy.Replace, capacity: 3);

        foreach (var (text, subject) in ((string, int)[])[("a1", 1), ("b1", 2), ("b2", 2), ("b3", 2), ("b4", 2), ("c1", 3), ("d1", 4)])
        {
            Assert.True(mailbox.Post(Payload(text) with { Subject = subject }));
        }

        mailbox.Complete(StreamEnd.Completed);

        Assert.Equal(["a1", "b4", "c1", "d1"], await ReadAllAsync(mailbox));
    }

    [Fact]
    public async Task Post_PastTheCapacityOfEvents_EndsItAfterThoseThatWait()
    {
        var mailbox = Mailbox(MailboxPolicy.Keep, capacity: 2);

        bool[] taken = [.. Enumerable.Range(1, 4).Select(i => mailbox.Post(Payload($"{i}")))];

        Assert.Equal([true, true, false, false], taken);
        Assert.Equal(["1", "2"], await ReadAllAsync(mailbox));
        Assert.Equal(StreamEndReason.Lagged, mailbox.End.Reason);
        Assert.Equal(ErrorCodes.LimitExceeded, Assert.Single(mailbox.End.Errors).Code);
    }

    [Fact]
    public async Task Dispose_EndsAPendingReadAndDropsWhatWaits()
    {
        var waiting = Mailbox(MailboxPolicy.Keep);
        var reading = waiting.ReadAsync();
        var full = Mailbox(MailboxPolicy.Keep);
        full.Post(Payload("1"));

        await waiting.DisposeAsync();
        await full.DisposeAsync();
        await full.DisposeAsync();

        Assert.Null(await reading);
        Assert.Null(await full.ReadAsync());
        Assert.False(full.Post(Payload("2")));
    }

    [Fact]
    public async Task Complete_Twice_IsTheFirst()
    {
        var mailbox = Mailbox(MailboxPolicy.Keep);
        var failed = new StreamEnd(StreamEndReason.Failed, new GraphError(ErrorCodes.Internal, "first"));
        var reading = mailbox.ReadAsync();

        mailbox.Complete(failed);
        mailbox.Complete(StreamEnd.Completed);

        Assert.Null(await reading);
        Assert.Same(failed, mailbox.End);
    }

    // Threads post, one reads, and one ends it: nothing is lost without being counted, and the reader always comes to the end.
    [Fact]
    public async Task Post_FromManyThreads_LosesNothingUncounted()
    {
        for (var round = 0; round < 200; round++)
        {
            var mailbox = Mailbox(MailboxPolicy.Replace, capacity: 3);
            var reading = Task.Run(() => CountAsync(mailbox), TestContext.Current.CancellationToken);

            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 100; i++)
                {
                    mailbox.Post(Payload("x"));
                }
            })));
            mailbox.Complete(StreamEnd.Completed);

            Assert.Equal(300, await reading.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("""{"data":{"a":1}}""", false, """{"data":{"a":1},"extensions":{"lagged":12}}""")]
    [InlineData("""{"data":{"a":1},"extensions":{"position":"p"}}""", true, """{"data":{"a":1},"extensions":{"position":"p","lagged":12}}""")]
    public void Payload_ThatLags_SaysSoInItsExtensions(string json, bool hasExtensions, string expected)
    {
        var payload = new ResultPayload(Encoding.UTF8.GetBytes(json), hasExtensions);

        Assert.Equal(json, Written(payload));
        Assert.Equal(expected, Written(payload with { Lagged = 12 }));
    }

    [Theory]
    [InlineData("""{"data":1}""", false, 0, """{"data":1,"extensions":{"position":"p"}}""")]
    [InlineData("""{"data":1}""", false, 2, """{"data":1,"extensions":{"position":"p","lagged":2}}""")]
    [InlineData("""{"data":1,"extensions":{"stale":[]}}""", true, 2, """{"data":1,"extensions":{"stale":[],"position":"p","lagged":2}}""")]
    public void Payload_WithAPosition_SaysItInItsExtensions(string json, bool hasExtensions, int lagged, string expected) =>
        Assert.Equal(expected, Written(new ResultPayload(Encoding.UTF8.GetBytes(json), hasExtensions) { Position = "p", Lagged = lagged }));

    [Fact]
    public void Payload_OfAResult_IsItsJson()
    {
        var result = OperationResult.Executed(null, [], new OperationIdentity("subscription", null), new Dictionary<string, TimeSpan>());

        var plain = ResultPayload.Of(result, out _);
        var stale = ResultPayload.Of(result with { Stale = new Dictionary<string, TimeSpan> { ["Item"] = TimeSpan.FromSeconds(3) } }, out _);

        Assert.Equal("""{"data":null,"extensions":{"lagged":1}}""", Written(plain with { Lagged = 1 }));
        Assert.Equal("""{"data":null,"extensions":{"stale":[{"type":"Item","ageSeconds":3}],"lagged":1}}""", Written(stale with { Lagged = 1 }));
    }

    private static ResultMailbox Mailbox(MailboxPolicy policy, int capacity = 10) => new(new LimitOptions { QueuedResults = capacity }, policy);

    private static ResultPayload Payload(string text) => new(Encoding.UTF8.GetBytes(text), HasExtensions: false);

    private static string? Text(ResultPayload? payload) => payload is { } given ? Encoding.UTF8.GetString(given.Json.Span) : null;

    private static string Written(ResultPayload payload)
    {
        var output = new ArrayBufferWriter<byte>();
        payload.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static async Task<string[]> ReadAllAsync(ResultMailbox mailbox)
    {
        var all = new List<string>();
        while (await mailbox.ReadAsync() is { } payload)
        {
            all.Add(Text(payload)!);
        }

        return [.. all];
    }

    private static async Task<int> CountAsync(ResultMailbox mailbox)
    {
        var count = 0;
        while (await mailbox.ReadAsync() is { } payload)
        {
            count += 1 + payload.Lagged;
        }

        return count;
    }
}
