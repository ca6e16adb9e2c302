using System.Text.Json.Serialization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Analytics;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProductAnalytics))]
[JsonSerializable(typeof(UpstreamItems<AnalyticsUpstream.TrendingProduct>))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
