using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Security.Tokens;
using Microsoft.Extensions.Options;

namespace Graph.Security.DevelopmentTokens;

/// <summary><c>POST /dev/token</c>: signs in anyone as anyone, so it is there in Development only, for callers on this machine.</summary>
internal static class DevelopmentTokenEndpoint
{
    private const string Shape = "The body is a JSON object with 'sub' (text) and 'roles' (a list of texts; may be left out).";

    public static void MapDevelopmentTokens(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && services.GetRequiredService<TokenKeys>().Secret is not null)
        {
            endpoints.MapPost("/dev/token", IssueAsync);
        }
    }

    private static async Task<IResult> IssueAsync(HttpContext http, TokenIssuer issuer, IOptions<AuthenticationOptions> options)
    {
        if (!LoopbackCallers.Include(http))
        {
            return TypedResults.NotFound();
        }

        var (request, refusal) = await ReadAsync(http);
        if (request is null)
        {
            return refusal!;
        }

        var token = issuer.Issue(request.Sub!, (request.Roles ?? [])!);
        if (token.Length > options.Value.MaxTokenBytes)
        {
            return Refuse(http, "The token would be longer than Authentication:MaxTokenBytes.");
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new TokenResponse(token), TokenJson.Default.TokenResponse);
    }

    private static async Task<(TokenRequest? Request, IResult? Refusal)> ReadAsync(HttpContext http)
    {
        if (SmallBody.Limit(http) is { } tooLarge)
        {
            return (null, tooLarge);
        }

        try
        {
            var request = await JsonSerializer.DeserializeAsync(http.Request.Body, TokenJson.Default.TokenRequest, http.RequestAborted);
            return request is null ? (null, Refuse(http, Shape))
                : request.Problem is { } problem ? (null, Refuse(http, problem))
                : (request, null);
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            return (null, Refuse(http, Shape));
        }
        catch (BadHttpRequestException broken)
        {
            return (null, broken.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? IdentityProblem.Of(http, SmallBody.TooLarge)
                : Refuse(http, "The body could not be read."));
        }
    }

    private static IResult Refuse(HttpContext http, string message) =>
        IdentityProblem.Of(http, new CallerRefusal(StatusCodes.Status400BadRequest, ErrorCodes.BadUserInput, message));
}
