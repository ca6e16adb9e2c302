using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub.Writes;

/// <summary>One change of one entity that a stub service has really made.</summary>
/// <param name="Write">The request's number among all that have changed something: a checkout is one write with several entries.</param>
/// <param name="Action">What was done, e.g. <c>cart.item-set</c>.</param>
/// <param name="Key">What it was done to, e.g. <c>cart:7f…</c>.</param>
/// <param name="Version">The entity's version after it.</param>
/// <param name="IdempotencyKey">As sent; null when there was none.</param>
/// <param name="TraceId">Of the client's request that made the graph write.</param>
/// <param name="Subject">Whose bearer token came along; null when there was none.</param>
/// <param name="Details">The request's own values, enough to do it again to a copy.</param>
/// <param name="State">The entity after it.</param>
public sealed record LedgerEntry(
    int Write, string Action, string Key, int Version, string? IdempotencyKey, string? TraceId, string? Subject, JsonObject Details, JsonObject State);
