using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Products;

/// <summary>What is absent (or null) stays as it is.</summary>
internal sealed record ProductPatch(
    [property: StringLength(200, MinimumLength = 1)] string? Name = null,
    [property: StringLength(4_000)] string? Description = null,
    [property: RegularExpression(ProductDraft.Slug), StringLength(50)] string? Category = null,
    [property: StringLength(100, MinimumLength = 1)] string? Brand = null,
    [property: Price] Money? Price = null,
    [property: Url, StringLength(2_000)] string? ImageUrl = null) : IValidated;
