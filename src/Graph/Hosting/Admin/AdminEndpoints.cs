using System.Text.Json;
using Graph.Caching;
using Graph.Invalidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Graph.Hosting.Admin;

internal static class AdminEndpoints
{
    public const string PositionHeader = "X-Graph-Position";

    public static IEndpointConventionBuilder MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        var admin = endpoints.MapGroup("/admin");
        admin.MapPost("/invalidate", InvalidateAsync);
        admin.MapGet("/cache", ReportCache);
        return admin;
    }

    private static JsonHttpResult<CacheReport> ReportCache(HttpContext http, CacheReporter reporter)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(reporter.Report(), AdminJson.Default.CacheReport);
    }

    /// <summary>Appends one record. When it answers, no read that starts later gets anything older (promise 1).</summary>
    private static async Task<IResult> InvalidateAsync(
        HttpContext http, IInvalidationLog log, EntityCache cache, NamedKeys names, IOptions<InvalidationOptions> options)
    {
        var (record, problem) = await ReadAsync(http, names, options.Value.MaxNamesPerRecord);
        if (record is null)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        cache.RemoveDead(); // what earlier records have touched does not count as this one's
        Position position;
        try
        {
            position = await log.AppendAsync(record, http.RequestAborted);
        }
        catch (LogUnavailableException away)
        {
            http.Response.Headers.RetryAfter = "1";
            return TypedResults.Problem($"{away.Message} Nothing was invalidated; try again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.Headers[PositionHeader] = position.ToString();
        return TypedResults.Json(new InvalidateResponse(position.ToString(), cache.RemoveDead()), AdminJson.Default.InvalidateResponse);
    }

    private static async Task<(InvalidationRecord? Record, string? Problem)> ReadAsync(HttpContext http, NamedKeys names, int maxNames)
    {
        try
        {
            var request = await http.Request.ReadFromJsonAsync(AdminJson.Default.InvalidateRequest, http.RequestAborted);
            return request?.ToRecord(maxNames, names) ?? (null, "The body is null.");
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            return (null, "The body is a JSON object with 'tags', 'keys' and 'patterns', each a list of strings, sent as application/json.");
        }
    }
}
