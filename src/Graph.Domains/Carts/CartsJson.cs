using System.Text.Json.Serialization;
using Graph.Domains.Users;

namespace Graph.Domains.Carts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(CartWrites.Owner))]
[JsonSerializable(typeof(CartWrites.Item))]
internal sealed partial class CartsJson : JsonSerializerContext;
