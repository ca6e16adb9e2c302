namespace Graph.Security;

/// <summary>Answers of the endpoints about identity, none of which may be kept.</summary>
internal static class IdentityProblem
{
    public static IResult Of(HttpContext http, CallerRefusal refusal)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(
            refusal.Message, statusCode: refusal.Status, extensions: [new KeyValuePair<string, object?>("code", refusal.Code)]);
    }

    public static IResult None(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.NoContent();
    }
}
