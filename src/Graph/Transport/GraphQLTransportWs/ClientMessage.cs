using System.Text.Json;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>A message from a client, within the grammar of its type.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Id">The operation's, where the type has one: text, and not empty.</param>
/// <param name="Payload">An object, or nothing where the type may go without.</param>
internal readonly record struct ClientMessage(ClientMessageType Type, JsonElement Id, JsonElement Payload)
{
    /// <param name="message">The message's JSON.</param>
    /// <param name="problem">What is wrong with it, for its sender.</param>
    /// <returns>Null when it is no message of the protocol.</returns>
    public static ClientMessage? Read(JsonElement message, out string problem)
    {
        problem = "";
        if (message.ValueKind != JsonValueKind.Object)
        {
            problem = "A message is a JSON object";
        }
        else if (TypeOf(message) is not { } type)
        {
            problem = "A message has a 'type': connection_init, ping, pong, subscribe or complete";
        }
        else
        {
            var read = new ClientMessage(type, Member(message, "id"), Member(message, "payload"));
            problem = read.Problem() ?? "";
            return problem.Length == 0 ? read : null;
        }

        return null;
    }

    private static ClientMessageType? TypeOf(JsonElement message) => Member(message, "type") switch
    {
        { ValueKind: not JsonValueKind.String } => null,
        var type when type.ValueEquals("ping"u8) => ClientMessageType.Ping,
        var type when type.ValueEquals("pong"u8) => ClientMessageType.Pong,
        var type when type.ValueEquals("subscribe"u8) => ClientMessageType.Subscribe,
        var type when type.ValueEquals("complete"u8) => ClientMessageType.Complete,
        var type when type.ValueEquals("connection_init"u8) => ClientMessageType.ConnectionInit,
        _ => null,
    };

    private string? Problem()
    {
        if (Type is ClientMessageType.Subscribe or ClientMessageType.Complete && (Id.ValueKind != JsonValueKind.String || Id.ValueEquals(""u8)))
        {
            return $"'{(Type == ClientMessageType.Subscribe ? "subscribe" : "complete")}' needs an 'id': text that is not empty";
        }

        return Type switch
        {
            ClientMessageType.Complete => null,
            ClientMessageType.Subscribe when Payload.ValueKind != JsonValueKind.Object => "'subscribe' needs a 'payload': an object with a 'query'",
            _ when Payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) =>
                "'payload' must be an object or null",
            _ => null,
        };
    }

    private static JsonElement Member(JsonElement message, string name) => message.TryGetProperty(name, out var member) ? member : default;
}
