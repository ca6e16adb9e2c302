using System.Globalization;
using System.Text;
using Graph.Domains.Abstractions;
using Microsoft.AspNetCore.Http;

namespace Graph.Tests.Upstreams;

/// <summary>Answers share their buffers one after the other, never at once: whatever is under way beside a call, its result is its own.</summary>
public sealed class PooledBodyTests
{
    private const int Calls = 200;

    private readonly int _seed = Environment.TickCount;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetManyAsync_ManyAtOnceAndSomeCutShort_EachGetsItsOwnItems(bool announced)
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0", "CircuitBreaker:FailureThreshold=1000", "MaxQueuedCalls=1000");
        rig.Stub.Otherwise = context => AnswerAsync(context, announced);
        var random = new Random(_seed);
        var keys = Enumerable.Range(0, Calls).Select(call => KeysOf(call, random.Next(1, 200))).ToArray();

        var results = await Task.WhenAll(keys.Select(rig.GetManyAsync));

        for (var call = 0; call < Calls; call++)
        {
            var expected = keys[call].Select(key => IsCutShort(call) ? ErrorCodes.UpstreamUnavailable : $"{key}={SizeOf(key)}");
            var got = results[call].Select(result => result.Failure?.Code ?? $"{result.Value?.Id}={result.Value?.Size}");
            Assert.True(expected.SequenceEqual(got), $"call {call} got what is not its own (seed {_seed})");
        }
    }

    [Fact]
    public async Task SendAsync_WritesAndRefusalsAtOnce_EachGetsItsOwn()
    {
        await using var rig = await Rig.StartAsync("MaxQueuedCalls=1000");
        rig.Stub.Otherwise = context =>
        {
            var id = context.Request.Headers["Idempotency-Key"].ToString();
            return int.Parse(id, CultureInfo.InvariantCulture) % 2 == 0
                ? StubUpstream.Json($$"""{"id": "{{id}}", "size": {{id}}}""".PadRight(20_000))(context)
                : StubUpstream.Json($$"""{"type": "no", "reason": "{{id}}"}""".PadRight(20_000), 422)(context);
        };

        var results = await Task.WhenAll(Enumerable.Range(0, Calls).Select(
            call => rig.SendAsync(TestWrite.Post with { IdempotencyKey = call.ToString(CultureInfo.InvariantCulture) })));

        Assert.Equal(Enumerable.Range(0, Calls).Select(call => $"{call}"), results.Select(result => result switch
        {
            WriteResult<Item>.Done done => done.Value.Id,
            WriteResult<Item>.Refused refused => refused.Problem.Members["reason"],
            _ => result.ToString(),
        }));
    }

    private static string[] KeysOf(int call, int count) => [.. Enumerable.Range(0, count).Select(i => $"{call}-{i}")];

    private static bool IsCutShort(int call) => call % 7 == 3;

    private static int SizeOf(string key) => string.GetHashCode(key, StringComparison.Ordinal) & 0xffff;

    /// <summary>In pieces, so that many bodies are read at once; up to 60 KB, so that buffers grow.</summary>
    private static async Task AnswerAsync(HttpContext context, bool announced)
    {
        var keys = context.Request.Query["ids"].ToString().Split(',');
        var items = keys.Select(key => $$"""{"id": "{{key}}", "size": {{SizeOf(key)}}}""".PadRight(300));
        var body = Encoding.UTF8.GetBytes($"[{string.Join(',', items)}]");
        if (announced)
        {
            context.Response.ContentLength = body.Length;
        }

        var isCutShort = IsCutShort(int.Parse(keys[0].Split('-')[0], CultureInfo.InvariantCulture));
        foreach (var piece in body[..(isCutShort ? body.Length / 2 : body.Length)].Chunk(7_000))
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
            await Task.Yield();
        }

        if (isCutShort)
        {
            context.Abort();
        }
    }
}
