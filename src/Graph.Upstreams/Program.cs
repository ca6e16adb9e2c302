using Graph.Upstreams;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
try
{
    var options = UpstreamsOptions.From(builder.Configuration).Validated();
    options.Database.Path ??= "upstreams.db";

    var app = builder.AddUpstreams(options, TimeProvider.System).Build().MapUpstreams();
    if (options.Users.SigningKey is null)
        Graph.Upstreams.Users.Log.TokensUnverified(app.Logger);
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException e)
{
    await Console.Error.WriteLineAsync($"The configuration is not right:{Environment.NewLine}{string.Join(Environment.NewLine, e.Failures)}");
    return 1;
}
