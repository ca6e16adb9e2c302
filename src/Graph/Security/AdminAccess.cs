using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Graph.Security;

/// <summary>Lets through to an admin endpoint who has the key, or, in Development without one, who is on this machine.</summary>
internal sealed class AdminAccess(IOptions<AdminOptions> options, IHostEnvironment environment, ILogger<AdminAccess> logger) : IEndpointFilter
{
    public const string Header = "X-Admin-Key";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (options.Value.Key is { } key)
        {
            return IsKey(http.Request.Headers[Header].ToString(), key) ? next(context) : ValueTask.FromResult<object?>(Refuse(http));
        }

        // Not 403: without a key there is nothing here that any credential could open.
        return environment.IsDevelopment() && LoopbackCallers.Include(http) ? next(context) : ValueTask.FromResult<object?>(TypedResults.NotFound());
    }

    // Hashes are equally long, so that the time tells nothing of the key's length either.
    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private ProblemHttpResult Refuse(HttpContext http)
    {
        Log.AdminRefused(logger, http.Request.Method, http.Request.Path, http.Connection.RemoteIpAddress);
        http.Response.Headers.WWWAuthenticate = "AdminKey"; // RFC 9110, 15.5.2: a 401 names a scheme
        return TypedResults.Problem($"Send the key of the setting Admin:Key as the header {Header}.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
