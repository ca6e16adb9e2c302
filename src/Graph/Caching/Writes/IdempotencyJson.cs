using System.Text.Json.Serialization;

namespace Graph.Caching.Writes;

[JsonSerializable(typeof(string[]))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
