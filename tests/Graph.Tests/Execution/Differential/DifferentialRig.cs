using System.Text.Json;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Binding;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using Graph.Loading;
using Graph.TestKit.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Execution.Differential;

/// <summary>Both engines over one graph, fed from the same chance.</summary>
internal sealed class DifferentialRig : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Limits = new()
    {
        ["Cost"] = "2000000000",
        ["Errors"] = "100000",
        ["Fields"] = "100000",
        ["Tokens"] = "1000000",
        ["Aliases"] = "10000",
        ["Depth"] = "50",
    };

    private readonly ServiceProvider _services;
    private readonly DocumentStore _documents;
    private readonly IOperationEngine _engine;
    private readonly StockEngine _stock;

    public DifferentialRig(IReadOnlyList<SdlSource> sdl, TypeRegistry registry)
    {
        var data = new RandomData();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(Limits.ToDictionary(limit => $"Limits:{limit.Key}", limit => (string?)limit.Value)).Build());
        services.AddSingleton(registry);
        services.AddSingleton(sdl);
        services.AddSingleton<ILoaderFactory>(data);
        services.AddSingleton<IWriterFactory>(data);
        services.AddLogging(logging => logging.ClearProviders().AddProvider(Logs));
        services.AddExecution();
        _services = services.BuildServiceProvider();
        _documents = _services.GetRequiredService<DocumentStore>();
        _engine = _services.GetRequiredService<IOperationEngine>();
        _stock = ActivatorUtilities.CreateInstance<StockEngine>(_services);
    }

    public CapturingLoggerProvider Logs { get; } = new();

    public SdlIndex Sdl => _services.GetRequiredService<SchemaModel>().Index;

    /// <returns>What both have answered, or why the document is refused.</returns>
    public async Task<(OperationResult? Ours, OperationResult? Stock, string? Refused)> RunAsync(RandomDocument random, int seed, Viewer? viewer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (document, errors) = await _documents.GetAsync(random.Text, cancellation);
        if (document is null)
        {
            return (null, null, errors[0].Message);
        }

        var request = new OperationRequest(random.Text, $"{seed}") { Viewer = viewer, Variables = JsonDocument.Parse(random.Variables).RootElement };
        var ours = await _engine.RunAsync(document, document.Operations[0], request, cancellation);
        return (ours, await _stock.RunAsync(document, document.Operations[0], request, cancellation), null);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
