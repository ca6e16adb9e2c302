using Graph.Invalidation;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.FunctionalTests.Events;

/// <summary>The log of one process, which cannot take records while the test says so.</summary>
internal sealed class AwayLog : IInvalidationLog
{
    private MemoryInvalidationLog _inner = null!;

    public bool IsAway { get; set; }

    public int Appended { get; private set; }

    public Position Tail => _inner.Tail;

    public Position Consumed => _inner.Consumed;

    public AwayLog Over(IServiceProvider services)
    {
        _inner = ActivatorUtilities.CreateInstance<MemoryInvalidationLog>(services);
        return this;
    }

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) =>
        (await AppendAsync(record, fence: null, cancellation)).At.Position;

    public ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        if (IsAway)
        {
            throw new LogUnavailableException("The log of this test is away.");
        }

        Appended++;
        return _inner.AppendAsync(record, fence, cancellation);
    }

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) =>
        _inner.WaitForAsync(position, atMost, cancellation);

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => _inner.ReadAsync(after, cancellation);
}
