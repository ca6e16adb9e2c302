using System.Text.Json.Serialization;

namespace Graph.Domains.Recommendations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecommendationsUpstream.ProductRecommendations))]
[JsonSerializable(typeof(RecommendationsUpstream.UserRecommendations))]
internal sealed partial class RecommendationsJson : JsonSerializerContext;
