using System.Text.Json.Serialization;

namespace Graph.Domains.Tests.Samples.Warranties;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Warranty))]
[JsonSerializable(typeof(WarrantyChange))]
internal sealed partial class WarrantiesJson : JsonSerializerContext;
