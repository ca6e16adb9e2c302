using System.Net;
using System.Net.Sockets;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

/// <summary>Random faults at every attempt: whatever is said of a write is what the service's books say.</summary>
public sealed class UpstreamWriteLedgerTests
{
    private const int Writes = 400;

    private static readonly string[] Kinds = ["ok", "ok", "ok", "refused", "conflict", "missing"];
    private static readonly HttpMethod[] Methods = [HttpMethod.Post, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete];

    [Fact]
    public async Task SendAsync_RandomFaults_SaysWhatTheLedgerSays()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Rig rig = null!;
        var ledger = new LedgerUpstream(new Random(seed + 1), () => rig.Time.Advance(TimeSpan.FromSeconds(2)));
        await using var started = rig = await StartAsync(ledger, () => rig.Stub.Address.Port);
        rig.Stub.Otherwise = ledger.AnswerAsync;
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);

        for (var i = 0; i < Writes; i++)
        {
            var write = Next(random, i);
            var id = write.Path.PathAndQuery.Split('/')[^1];

            var outcome = Name(await rig.SendAsync(write));

            await ledger.SettleAsync();
            var told = $"seed {seed}, write {i}: {write.Method} {id}, key {write.IdempotencyKey}: {outcome}, written {ledger.Written(id)}, seen {ledger.Seen(id)}";
            Assert.True(Agrees(outcome, ledger.Written(id)), told);
            Assert.True(write.IdempotencyKey is not null || ledger.Seen(id) <= 1, told);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            rig.Time.Advance(TimeSpan.FromMilliseconds(random.Next(1_000)));
        }

        // All that can come of a write has come.
        Assert.Equal(
            ["Conflict", "Done", "NotFound", ErrorCodes.OutcomeUnknown, "Refused", ErrorCodes.UpstreamCircuitOpen, ErrorCodes.UpstreamRejected, ErrorCodes.UpstreamUnavailable],
            outcomes.Keys);
    }

    private static Task<Rig> StartAsync(LedgerUpstream ledger, Func<int> port) => Rig.StartAsync(
        ["Retry:BaseDelay=00:00:00", "Retry:BudgetReserve=1000", "Retry:BudgetRatio=1", "Timeout:Total=00:00:08",
            "CircuitBreaker:FailureThreshold=4", "CircuitBreaker:BreakDuration=00:00:01"],
        (services, name) => StubConnections.Use(services, name, async cancellation =>
        {
            // The ledger closes each connection after its answer, so this is asked once for each attempt.
            if (!ledger.NextConnects())
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port(), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }));

    private static UpstreamWrite Next(Random random, int number) =>
        TestWrite.Of(Methods[random.Next(Methods.Length)], $"{Kinds[random.Next(Kinds.Length)]}-{number}") with
        {
            IdempotencyKey = random.Next(2) == 0 ? $"key-{number}" : null,
            Body = random.Next(2) == 0 ? """{"size": 3}"""u8.ToArray() : default,
        };

    private static bool Agrees(string outcome, int written) => outcome switch
    {
        ErrorCodes.OutcomeUnknown => written is 0 or 1,
        "Done" => written == 1,
        _ => written == 0,
    };

    private static string Name(WriteResult<Item> result) =>
        result is WriteResult<Item>.Failed failed ? failed.Failure.Code : result.GetType().Name;
}
