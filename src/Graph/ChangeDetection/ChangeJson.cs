using System.Text.Json.Serialization;

namespace Graph.ChangeDetection;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ChangePage))]
internal sealed partial class ChangeJson : JsonSerializerContext;
