using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Products;

internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products").WithTags("products");
        products.MapGet("", Get)
            .WithSummary("Products by ids, by change, or in pages")
            .WithDescription("With 'ids': an array of those that exist, in any order. With 'updatedSince': a page of what changed, oldest first. "
                + "Otherwise a page of the catalogue.")
            .Produces<Page<Product>>().ProducesProblem(StatusCodes.Status400BadRequest);
        products.MapGet("/{id}", GetOne).WithSummary("One product").ProducesEntity<Product>();
        products.MapPost("", Post).WithSummary("Adds a product, with no stock yet").ProducesWritten<Product>(StatusCodes.Status201Created);
        products.MapPatch("/{id}", Patch)
            .WithSummary("Changes a product").WithDescription(Descriptions.Patch).ProducesWritten<Product>();
        products.MapDelete("/{id}", Delete)
            .WithSummary("Removes a product").WithDescription(Descriptions.IfMatch)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Answer Get(
        ProductStore store,
        [AsParameters] ProductFilter filter,
        [Description(Descriptions.Ids)] string? ids,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset? updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<Product>.MaxFirst), Description(Descriptions.First)] int? first,
        [Description("name, price, -price (dearest first) or newest.")] string sort = "name")
    {
        if (ids is not null)
            return Answer.Of(store.FindMany(IdList.ToJsonArray(nameof(ids), ids)));
        return updatedSince is { } since
            ? Answer.Of(store.ChangedSince(since, new PageArguments(first ?? PagedQuery<Product>.MaxFirst, after)))
            : Answer.Of(store.List(filter, sort, new PageArguments(first ?? 20, after)));
    }

    private static Answer GetOne(string id, ProductStore store) =>
        store.Find(id) is { } product ? Answer.Entity(product) : Answer.Of(Problem.NotFound("product", id));

    private static Task<Answer> Post([FromBody] ProductDraft draft, WriteRequest request) =>
        request.RunAsync(write => ProductStore.Create(write, draft), p => Answer.Created(p, $"/products/{p.Id}"));

    private static Task<Answer> Patch(string id, [FromBody] ProductPatch patch, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => ProductStore.Patch(write, id, patch, ifMatch), Answer.Entity);

    private static Task<Answer> Delete(string id, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => ProductStore.Delete(write, id, ifMatch), _ => Answer.NoContent());
}
