using System.Text.Json.Serialization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(UpstreamPage<Product>))]
[JsonSerializable(typeof(ProductWrites.Patch))]
internal sealed partial class ProductsJson : JsonSerializerContext;
