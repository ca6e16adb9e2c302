using System.Runtime.InteropServices;
using System.Text.Json;
using Graph.Execution;

namespace Graph.Transport;

/// <summary>Checks the parameters of a request, wherever they came from (GraphQL over HTTP, "Request Parameters").</summary>
internal static class RequestParameters
{
    /// <param name="body">The whole request as one JSON value.</param>
    /// <param name="traceId">The request's.</param>
    /// <param name="limits">For the size of the variables.</param>
    public static RequestReading Read(JsonElement body, string traceId, LimitOptions limits)
    {
        if (body.ValueKind == JsonValueKind.Array)
        {
            return RequestRefusal.BadRequest("Batching is not served: send one operation a request.");
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return RequestRefusal.BadRequest("The body must be a JSON object with a 'query'.");
        }

        return Read(Member(body, "query"), Member(body, "operationName"), Member(body, "variables"), Member(body, "extensions"), traceId, limits);
    }

    public static RequestReading Read(
        JsonElement query, JsonElement operationName, JsonElement variables, JsonElement extensions, string traceId, LimitOptions limits)
    {
        if (query.ValueKind != JsonValueKind.String || query.ValueEquals(""u8))
        {
            return RequestRefusal.BadRequest("'query' is missing, or is no text.");
        }

        if (operationName.ValueKind is not (JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return RequestRefusal.BadRequest("'operationName' must be text or null.");
        }

        if (!IsObjectOrAbsent(variables))
        {
            return RequestRefusal.BadRequest("'variables' must be an object or null.");
        }

        if (!IsObjectOrAbsent(extensions))
        {
            return RequestRefusal.BadRequest("'extensions' must be an object or null.");
        }

        if (variables.ValueKind == JsonValueKind.Object && JsonMarshal.GetRawUtf8Value(variables).Length > limits.VariablesBytes)
        {
            return RequestRefusal.TooLarge("The variables' JSON", limits.VariablesBytes, nameof(limits.VariablesBytes));
        }

        return new OperationRequest(query.GetString()!, traceId)
        {
            OperationName = operationName.ValueKind == JsonValueKind.String ? operationName.GetString() : null,
            Variables = variables,
        };
    }

    private static bool IsObjectOrAbsent(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined;

    private static JsonElement Member(JsonElement body, string name) => body.TryGetProperty(name, out var member) ? member : default;
}
