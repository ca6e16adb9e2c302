using Graph.Execution.WarmUp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Execution.WarmUp;

/// <summary>The options as a start reads them.</summary>
internal sealed class SettingsWorld : IDisposable
{
    private readonly ServiceProvider _services;

    public SettingsWorld(params (string Setting, string Value)[] settings)
        : this(AppContext.BaseDirectory, settings)
    {
    }

    public SettingsWorld(string contentRoot, params (string Setting, string Value)[] settings)
    {
        var graph = new TestGraph("extend type Query { a: Int }");
        foreach (var (setting, value) in settings)
        {
            graph.Settings[setting] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = contentRoot });
        graph.AddTo(services);
        _services = services.BuildServiceProvider();
    }

    public WarmUpOptions Options => _services.GetRequiredService<IOptions<WarmUpOptions>>().Value;

    public IReadOnlyList<string> Problems => [.. Assert.Throws<OptionsValidationException>(() => Options).Failures];

    public void Dispose() => _services.Dispose();
}
