using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

internal sealed class FakeFetchContext : FetchContext
{
    /// <summary>The keys of what came along, in order.</summary>
    public List<string> Primed { get; } = [];

    public override CancellationToken Cancellation => CancellationToken.None;

    public override string? TraceId => null;

    public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) =>
        Primed.AddRange(values.Select(value => $"{source.Name}:{source.Id(value)}"));
}
