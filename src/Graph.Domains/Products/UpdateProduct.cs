using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

internal static class UpdateProduct
{
    private const int LongestName = 200;
    private const int LongestDescription = 4_000;

    private static readonly WriteErrors Errors = new("There is no such product.");

    public static async ValueTask<LoadResult<ProductPayload>> RunAsync(MutationContext context, ProductWrites products)
    {
        var (id, expected) = (context.Input.Required("id"), context.Input.Int("expectedVersion"));
        var patch = PatchOf(context.Input);
        var broken = InputRules.Broken(
            InputRules.Id(id, "id"), InputRules.Version(expected),
            InputRules.Change(patch is not { Name: null, Description: null, Price: null }),
            InputRules.Length(patch.Name, 1, LongestName, "name"), InputRules.Length(patch.Description, 0, LongestDescription, "description"),
            PriceRule(patch.Price), InputRules.Currency(patch.Price?.Currency, "price"));
        if (broken.Count > 0)
            return new ProductPayload(null, broken);

        var result = await context.Write
            .Change(ProductSources.Entity, id)
            .Expecting(expected)
            // The change leaves the category, so that the one before is the one after.
            .Touching((stale, product) => ProductChanges.ListsTouched(product?.Category, previous: null, stale))
            .SendAsync((version, call) => products.PatchAsync(id, patch, version, call));
        return await Errors.PayloadAsync(
            result, (product, errors) => new ProductPayload(product, errors), () => context.Load.One(ProductSources.Entity, id));
    }

    private static ProductWrites.Patch PatchOf(Arguments input) =>
        new(input.Text("name"), input.Text("description"), PriceOf(input.Object("price")));

    private static Money? PriceOf(Arguments price) =>
        price.Decimal("amount") is { } amount ? new Money(amount, price.Required("currency")) : null;

    private static InvalidInput? PriceRule(Money? price) => price is { Amount: < 0 } ? new("A price is not below 0.", "price") : null;
}
