using System.Text.Json.Serialization;

namespace Graph.Subscriptions;

[JsonSerializable(typeof(string))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
