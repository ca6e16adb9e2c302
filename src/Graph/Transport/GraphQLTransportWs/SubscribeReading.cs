using System.Runtime.InteropServices;
using System.Text.Json;
using Graph.Execution;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>A <c>subscribe</c> as read, or why it cannot be. Nothing of it refers to the message's buffer.</summary>
/// <param name="Id">The operation's id.</param>
/// <param name="Json">The id, as it stands in the message.</param>
/// <param name="Request">What to run, or its refusal.</param>
internal readonly record struct SubscribeReading(string Id, byte[] Json, RequestReading Request)
{
    /// <returns>Null when a text of it is no Unicode.</returns>
    public static SubscribeReading? Read(ClientMessage message, string traceId, LimitOptions limits)
    {
        try
        {
            var reading = RequestParameters.Read(message.Payload, traceId, limits);
            if (reading.Request is { } request)
            {
                JsonTexts.Check(request.Variables);
                reading = request with { Variables = request.Variables.ValueKind == JsonValueKind.Object ? request.Variables.Clone() : default };
            }

            return new SubscribeReading(message.Id.GetString()!, JsonMarshal.GetRawUtf8Value(message.Id).ToArray(), reading);
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair, which JSON's grammar lets pass
        }
    }
}
