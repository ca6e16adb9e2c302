using System.Collections.Concurrent;

namespace Graph.FunctionalTests.Carts;

/// <summary>A mutation and its repetitions under one key.</summary>
internal sealed class HammerMutation(string name, string viewer)
{
    private readonly ConcurrentQueue<(string TraceId, Told Told, string Answer)> _attempts = new();

    /// <summary>The field of <c>Mutation</c>.</summary>
    public string Field => name;

    public IReadOnlyList<string> TraceIds => [.. _attempts.Select(attempt => attempt.TraceId)];

    public IReadOnlyList<Told> Told => [.. _attempts.Select(attempt => attempt.Told)];

    /// <summary>The id of the entity that the client was told of (an order, a review); null when none.</summary>
    public string? ToldId { get; set; }

    public void Add(string traceId, Told told, string answer) => _attempts.Enqueue((traceId, told, answer));

    public override string ToString() =>
        $"{name} of {viewer}: {string.Join("; then ", _attempts.Select(attempt => $"{attempt.TraceId} {attempt.Told} {attempt.Answer}"))}";
}
