using System.Buffers;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.TestKit.Stock;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Benchmarks.Executor;

/// <summary>Executes the query on one engine, over and over.</summary>
internal sealed class EngineRun
{
    private readonly ArrayBufferWriter<byte> _response = new(1 << 20);
    private readonly OperationRequest _request = new(Catalogue.Query, "benchmark");
    private readonly PreparedDocument _document;
    private readonly IOperationEngine _engine;

    private EngineRun(IServiceProvider services, IOperationEngine engine)
    {
        _document = services.GetRequiredService<DocumentStore>().GetAsync(Catalogue.Query, CancellationToken.None).AsTask().GetAwaiter().GetResult().Document!;
        _engine = engine;
    }

    public static EngineRun OfPlans()
    {
        var services = Catalogue.Services();
        return new EngineRun(services, services.GetRequiredService<IOperationEngine>());
    }

    public static EngineRun OfStock()
    {
        var services = Catalogue.Services();
        return new EngineRun(services, ActivatorUtilities.CreateInstance<StockEngine>(services));
    }

    /// <returns>The response's length in bytes.</returns>
    public async Task<int> ExecuteAsync()
    {
        var result = await _engine.RunAsync(_document, _document.Operations[0], _request, CancellationToken.None);
        _response.ResetWrittenCount();
        ResultWriter.Write(_response, result);
        result.Data!.Dispose();
        return _response.WrittenCount;
    }

    public ReadOnlySpan<byte> Response => _response.WrittenSpan;
}
