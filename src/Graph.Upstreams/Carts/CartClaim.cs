using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Carts;

internal sealed record CartClaim([property: Required, StringLength(64)] string OwnerId) : IValidated;
