using System.Runtime.InteropServices;
using System.Text.Json;
using Graph.Execution;

namespace Graph.Transport;

/// <summary>Checks the parameters of a request, wherever they came from (GraphQL over HTTP, "Request Parameters").</summary>
internal static class RequestParameters
{
    /// <summary>Those that say what is to run.</summary>
    public static readonly string[] Documents = ["query", "documentId", "extensions"];

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

        return Read(name => body.TryGetProperty(name, out var member) ? member : default, traceId, limits);
    }

    /// <param name="parameter">Gives a parameter by its name; undefined when there is none.</param>
    /// <param name="traceId">The request's.</param>
    /// <param name="limits">For the size of the variables.</param>
    public static RequestReading Read(Func<string, JsonElement> parameter, string traceId, LimitOptions limits)
    {
        var (query, operationName, variables, extensions) = (parameter("query"), parameter("operationName"), parameter("variables"), parameter("extensions"));
        if (ProblemOf(operationName, variables, extensions) is { } problem)
        {
            return RequestRefusal.BadRequest(problem);
        }

        var (hash, unreadable) = PersistedParameters.Read(parameter("documentId"), extensions);
        if (unreadable is not null)
        {
            return RequestRefusal.BadRequest(unreadable);
        }

        if (!IsTextOrAbsent(query) || (hash is null && IsEmpty(query)))
        {
            return RequestRefusal.BadRequest("'query' is missing, or is no text. 'documentId' or 'extensions.persistedQuery' can stand for it.");
        }

        if (variables.ValueKind == JsonValueKind.Object && JsonMarshal.GetRawUtf8Value(variables).Length > limits.VariablesBytes)
        {
            return RequestRefusal.TooLarge("The variables' JSON", limits.VariablesBytes, nameof(limits.VariablesBytes));
        }

        return new OperationRequest(IsEmpty(query) ? "" : query.GetString()!, traceId)
        {
            PersistedHash = hash,
            OperationName = operationName.ValueKind == JsonValueKind.String ? operationName.GetString() : null,
            Variables = variables,
        };
    }

    private static string? ProblemOf(JsonElement operationName, JsonElement variables, JsonElement extensions) =>
        !IsTextOrAbsent(operationName) ? "'operationName' must be text or null."
        : !IsObjectOrAbsent(variables) ? "'variables' must be an object or null."
        : !IsObjectOrAbsent(extensions) ? "'extensions' must be an object or null."
        : null;

    private static bool IsTextOrAbsent(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined;

    private static bool IsObjectOrAbsent(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined;

    private static bool IsEmpty(JsonElement text) => text.ValueKind != JsonValueKind.String || text.ValueEquals(""u8);
}
