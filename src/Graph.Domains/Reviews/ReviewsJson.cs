using System.Text.Json.Serialization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(UpstreamPage<Review>))]
[JsonSerializable(typeof(ReviewsUpstream.ProductReviews))]
[JsonSerializable(typeof(ReviewWrites.Draft))]
internal sealed partial class ReviewsJson : JsonSerializerContext;
