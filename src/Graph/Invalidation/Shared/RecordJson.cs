using System.Text.Json.Serialization;

namespace Graph.Invalidation.Shared;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
