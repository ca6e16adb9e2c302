using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Graph.Security;

/// <summary>Lets through to an admin endpoint who has the key, or, in Development without one, who is on this machine.</summary>
internal sealed class AdminAccess(IOptions<AdminOptions> options, IHostEnvironment environment, ILogger<AdminAccess> logger) : IEndpointFilter
{
    public const string Header = AdminKey.Header;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return AdminKey.Judge(http.Request, options.Value) switch
        {
            AdminKeyVerdict.Right => next(context),
            AdminKeyVerdict.NoneSet when environment.IsDevelopment() && LoopbackCallers.Include(http) => next(context),
            AdminKeyVerdict.NoneSet => ValueTask.FromResult<object?>(TypedResults.NotFound()), // not 403: there is nothing that any credential could open
            _ => ValueTask.FromResult<object?>(Refuse(http)),
        };
    }

    private ProblemHttpResult Refuse(HttpContext http)
    {
        Log.AdminRefused(logger, http.Request.Method, http.Request.Path, http.Connection.RemoteIpAddress);
        http.Response.Headers.WWWAuthenticate = "AdminKey"; // RFC 9110, 15.5.2: a 401 names a scheme
        return TypedResults.Problem($"Send the key of the setting Admin:Key as the header {Header}.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
