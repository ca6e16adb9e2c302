using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Users;

namespace Graph.Domains.Reviews;

public sealed class ReviewsDomain : IDomainModule
{
    private const string Lists = "reviews:list";

    public static string Name => "Reviews";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new ReviewsUpstream(domain.Upstream);

        domain.Entity(ReviewSources.Entity).FetchBatch(upstream.GetManyAsync);
        domain.List(ReviewSources.OfProduct)
            .FetchFirstPages(upstream.GetFirstPagesAsync)
            .FetchPage(upstream.GetPageAsync)
            .Tags(productId => [ReviewSources.OfProduct.KeyOf(productId), Lists]);

        domain.Type<Review>("Review")
            .Field("author", (reviews, context) => context.Load.Many(UserSources.Entity, reviews, review => review.AuthorId))
            .Field("product", (reviews, context) => context.Load.Many(ProductSources.Entity, reviews, review => review.ProductId));
        domain.Connection(ReviewSources.OfProduct, "ReviewConnection", "ReviewEdge")
            .Field("averageRating", (connections, context) =>
                ReviewRatings.OfPagesAsync([.. connections.Select(connection => connection.Page)], context.Load));
        domain.Type<Product>("Product")
            .Field("reviews", (products, context) =>
                context.Load.Connections(ReviewSources.OfProduct, products, product => product.Id, context.Arguments))
            .Field("averageRating", (products, context) =>
                ReviewRatings.OfProductsAsync([.. products.Select(product => product.Id)], context.Load));

        domain.Query("review", context => context.Load.One(ReviewSources.Entity, context.Arguments.Required("id")));

        var writes = new ReviewWrites(domain.Upstream);
        domain.Type<ReviewPayload>("ReviewPayload");
        domain.Mutation("addReview", context => AddReview.RunAsync(context, writes));
        domain.Mutation("markReviewHelpful", context => MarkReviewHelpful.RunAsync(context, writes));

        domain.SubscriptionToAdded(
            "reviewAdded", ReviewSources.OfProduct, arguments => arguments.Required("productId"),
            review => review.ProductId, review => review.CreatedAt);

        domain.On("review.added", ReviewChanges.Added);
        domain.On("review.updated", ReviewChanges.Changed);
        domain.On("review.deleted", ReviewChanges.Deleted);
        domain.DetectChanges("/reviews", "review.updated", data: ["productId"], addedEventType: "review.added");
    }
}
