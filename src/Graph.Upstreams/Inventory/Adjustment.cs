using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Inventory;

/// <summary>How many come in (above zero) or go out (below zero).</summary>
internal sealed record Adjustment([property: Range(-1_000_000, 1_000_000)] int Delta) : IValidated;
