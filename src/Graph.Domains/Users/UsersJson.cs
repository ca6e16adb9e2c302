using System.Text.Json.Serialization;

namespace Graph.Domains.Users;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(User))]
internal sealed partial class UsersJson : JsonSerializerContext;
