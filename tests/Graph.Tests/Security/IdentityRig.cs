using Graph.Configuration;
using Graph.Invalidation;
using Graph.Security;
using Graph.Security.Tokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Security;

/// <summary>Security alone, with the clock in the test's hands.</summary>
internal sealed class IdentityRig : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    private readonly ServiceProvider _services;

    public IdentityRig(params (string Key, string Value)[] settings) : this("Production", settings)
    {
    }

    public IdentityRig(string environment, (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => $"Authentication:{setting.Key}", setting => (string?)setting.Value))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new NamedEnvironment(environment));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IInvalidationLog>(Log);
        services.AddLogging();
        services.AddSecurity();
        services.PostConfigure<JwtBearerOptions>(bearer =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(Handler);
        });
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public CountingTokenHandler Handler { get; } = new() { MapInboundClaims = false };

    public RecordedLog Log { get; } = new();

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public TokenMemory Memory => Get<TokenMemory>();

    public static IdentityRig WithSecret(params (string Key, string Value)[] settings) => new([("SigningKeys:0", Secret), .. settings]);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What the start would refuse.</summary>
    public string[] Problems() => [.. _services.GetServices<ICheckedOptions>().SelectMany(options => options.Problems())];

    /// <summary>A token of the secret that nothing is wrong with.</summary>
    public string Token(string sub = "7", int seconds = 3_600) => Jwt.Hs256(Claims(sub, seconds), Secret);

    public Dictionary<string, object> Claims(string sub = "7", int seconds = 3_600) =>
        new() { ["sub"] = sub, ["exp"] = Now + seconds, ["roles"] = new[] { "catalog" } };

    /// <summary>A request with the token as a bearer token.</summary>
    public Task<(CallerReading Reading, HttpContext Http)> AskAsync(string token) => AskAsync(("Authorization", $"Bearer {token}"));

    public async Task<(CallerReading Reading, HttpContext Http)> AskAsync(params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Post;
        http.Request.Scheme = "https";
        http.Request.Host = new HostString("graph.example");
        foreach (var header in headers.GroupBy(header => header.Name))
        {
            http.Request.Headers[header.Key] = header.Select(value => value.Value).ToArray();
        }

        return (await AskAsync(http), http);
    }

    public async Task<CallerReading> AskAsync(HttpContext http) => await Get<Callers>().OfAsync(http);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NamedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Graph";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
