using System.Text.Json.Serialization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(UpstreamPage<Product>))]
internal sealed partial class ProductsJson : JsonSerializerContext;
