using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Graph.Transport.Ide;

/// <summary>Banana Cake Pop for people who open the endpoint in a browser. Its files come with the build; nothing is asked of any other site.</summary>
internal static class IdeEndpoints
{
    // The IDE compiles its JSON schemas at run time (without 'unsafe-eval' it does not start) and has its workers in blobs,
    // but it talks to this server alone.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "ide");

    public static bool IsInstalled => File.Exists(Path.Combine(Folder, "index.html"));

    /// <summary>Whether a person has come, not a client: a GET that asks for a page and brings no query, be it by its hash.</summary>
    public static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !RequestParameters.Documents.Any(request.Query.ContainsKey) && MediaTypes.WantsHtml(request.Headers.Accept);

    public static Task WelcomeAsync(HttpContext context)
    {
        // The IDE's files are named relative to its page, so its address must end with a slash.
        if (!context.Request.Path.Value!.EndsWith('/'))
        {
            context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path}/{context.Request.QueryString}");
            return Task.CompletedTask;
        }

        SetHeaders(context.Response);
        context.Response.ContentType = "text/html; charset=utf-8";
        return IsInstalled
            ? context.Response.SendFileAsync(Path.Combine(Folder, "index.html"), context.RequestAborted)
            : context.Response.WriteAsync(AbsentPage.Html, context.RequestAborted);
    }

    public static void MapAssets(IEndpointRouteBuilder endpoints, string path)
    {
        if (!IsInstalled)
        {
            Log.IdeAbsent(endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(IdeEndpoints).FullName!), Folder);
            return;
        }

        var files = endpoints.CreateApplicationBuilder();
        files.Use((context, next) =>
        {
            // The static files middleware leaves a request alone that has an endpoint, and this one has: the pipeline itself.
            context.SetEndpoint(null);
            return next(context);
        });
        files.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = path,
            FileProvider = new PhysicalFileProvider(Folder),
            ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [".webmanifest"] = "application/manifest+json" } },
            // The licence has no extension.
            ServeUnknownFileTypes = true,
            DefaultContentType = "text/plain",
            OnPrepareResponse = served => SetHeaders(served.Context.Response),
        });
        endpoints.MapMethods($"{path}/{{**asset}}", [HttpMethods.Get, HttpMethods.Head], files.Build()).ExcludeFromDescription();
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
    }
}
