namespace Graph.Upstreams.Reviews;

/// <summary>The first page of a product's reviews, newest first, with what is known of all of them.</summary>
internal sealed record ProductReviews(
    string ProductId, IReadOnlyList<Review> Items, string? NextCursor, int Total, double? AverageRating);
