using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

/// <summary>What other domains may hold of this one.</summary>
public static class ReviewSources
{
    public static readonly EntitySource<Review> Entity = new("Review", review => review.Id, review => review.Version);

    /// <summary>By the product's id.</summary>
    public static readonly ListSource<Review, ReviewPage> OfProduct = new("reviews:product", Entity);
}
