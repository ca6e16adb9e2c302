using System.Text.Json.Serialization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Preferences))]
[JsonSerializable(typeof(UpstreamPage<Activity>))]
[JsonSerializable(typeof(UpstreamPage<Order>))]
[JsonSerializable(typeof(UserWrites.ProfilePatch))]
[JsonSerializable(typeof(UserWrites.PreferencesPatch))]
internal sealed partial class UsersJson : JsonSerializerContext;
