using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Graph.Upstreams.Http;

/// <summary>A response in its final bytes, so that the answer of a write can be stored with the write and be given again.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body, string ContentType, int? Version = null, string? Location = null) : IResult
{
    private const string Json = "application/json; charset=utf-8";
    private const string ProblemJson = "application/problem+json";

    public bool IsSuccess => Status < StatusCodes.Status400BadRequest;

    public bool IsVersionConflict { get; init; }

    /// <summary>True for an answer that was stored under an idempotency key and is given once more.</summary>
    public bool IsReplay { get; init; }

    public static Answer Of<T>(T value) => new(StatusCodes.Status200OK, Serialize(value), Json);

    public static Answer Entity<T>(T value)
        where T : IVersioned => Of(value) with { Version = value.Version };

    public static Answer Created<T>(T value, string location)
        where T : IVersioned => Entity(value) with { Status = StatusCodes.Status201Created, Location = location };

    public static Answer Of(Problem problem) =>
        new(problem.Status, Serialize(problem), ProblemJson) { IsVersionConflict = problem.CurrentVersion is not null };

    public static Answer NoContent() => new(StatusCodes.Status204NoContent, default, "");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (Version is { } version)
        {
            var etag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
            response.Headers.ETag = etag.ToString();
            if (IsNotModified(httpContext.Request, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        if (Location is not null)
            response.Headers.Location = Location;
        if (IsReplay)
            response.Headers["Idempotent-Replayed"] = "true";
        response.StatusCode = Status;
        if (Body.IsEmpty)
            return Task.CompletedTask;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }

    private static byte[] Serialize<T>(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, UpstreamsJson.Default.GetTypeInfo(typeof(T))!);

    // RFC 9110 13.1.2: a weak comparison, and "*" matches anything there is.
    private static bool IsNotModified(HttpRequest request, EntityTagHeaderValue etag) =>
        HttpMethods.IsGet(request.Method)
        && new RequestHeaders(request.Headers).IfNoneMatch
            .Any(asked => asked.Equals(EntityTagHeaderValue.Any) || asked.Compare(etag, useStrongComparison: false));
}
