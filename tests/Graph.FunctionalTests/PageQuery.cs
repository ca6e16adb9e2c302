using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

/// <summary>The query of a shop's page: products with their stock, their reviews and who wrote them.</summary>
internal static class PageQuery
{
    public const string Document =
        "{ products(first: 50) { nodes { id name price { amount } inventory { available warehouse } "
        + "reviews(first: 10) { nodes { id rating body author { id name } } } } } }";

    private const int Products = 50;
    private const int ReviewsEach = 10;
    private const int MaxBatchSize = 100;

    /// <summary>One for the products, one for their stock, one for their reviews, and the authors in hundreds.</summary>
    public static int CallsOf(StubData data) => 3 + ((Authors(data) + MaxBatchSize - 1) / MaxBatchSize);

    public static int Authors(StubData data) => data.AuthorsOf(data.ProductIdsByName.Take(Products), ReviewsEach).Count;
}
