using System.Text.Json.Serialization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(UpstreamPage<Review>))]
[JsonSerializable(typeof(ReviewsUpstream.ProductReviews))]
internal sealed partial class ReviewsJson : JsonSerializerContext;
