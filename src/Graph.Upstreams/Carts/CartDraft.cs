using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Carts;

internal sealed record CartDraft([property: StringLength(64, MinimumLength = 1)] string? OwnerId = null) : IValidated;
