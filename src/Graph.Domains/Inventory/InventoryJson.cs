using System.Text.Json.Serialization;

namespace Graph.Domains.Inventory;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InventoryLevel))]
[JsonSerializable(typeof(InventoryWrites.Adjustment))]
internal sealed partial class InventoryJson : JsonSerializerContext;
