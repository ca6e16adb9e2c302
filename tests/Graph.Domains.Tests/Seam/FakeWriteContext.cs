using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

internal sealed class FakeWriteContext(string? idempotencyKey) : WriteContext
{
    public override CancellationToken Cancellation => CancellationToken.None;

    public override string? TraceId => null;

    public override string? IdempotencyKey => idempotencyKey;
}
