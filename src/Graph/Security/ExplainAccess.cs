using Microsoft.Extensions.Options;

namespace Graph.Security;

/// <summary>Who gets to know how an answer came about: who has the admin key, and in Development everybody without a wrong one.</summary>
/// <remarks>Nobody is refused for asking: who may not know gets the answer as if it had not been asked for.</remarks>
internal sealed class ExplainAccess(IOptions<AdminOptions> options, IHostEnvironment environment, ILogger<ExplainAccess> logger)
{
    public bool Allows(HttpContext http)
    {
        switch (AdminKey.Judge(http.Request, options.Value))
        {
            case AdminKeyVerdict.Right:
                return true;
            case AdminKeyVerdict.Wrong:
                Log.AdminRefused(logger, http.Request.Method, http.Request.Path, http.Connection.RemoteIpAddress);
                return false;
            default:
                return environment.IsDevelopment();
        }
    }
}
