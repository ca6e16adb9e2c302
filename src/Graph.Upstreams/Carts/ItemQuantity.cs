using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Carts;

internal sealed record ItemQuantity([property: Range(1, ItemQuantity.Max)] int Quantity) : IValidated
{
    public const int Max = 1_000;
}
