using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Products;

internal sealed record ProductDraft(
    [property: Required, StringLength(200)] string Name,
    [property: StringLength(4_000)] string Description,
    [property: Required, RegularExpression(ProductDraft.Slug), StringLength(50)] string Category,
    [property: Required, StringLength(100)] string Brand,
    [property: Price] Money Price,
    [property: Url, StringLength(2_000)] string ImageUrl,
    [property: Required, StringLength(64)] string SellerId) : IValidated
{
    public const string Slug = "^[a-z0-9]+(-[a-z0-9]+)*$";
}
