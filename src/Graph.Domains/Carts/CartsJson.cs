using System.Text.Json.Serialization;

namespace Graph.Domains.Carts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Cart))]
internal sealed partial class CartsJson : JsonSerializerContext;
