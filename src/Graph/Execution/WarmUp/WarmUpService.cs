using System.Buffers;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using Graph.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Execution.WarmUp;

/// <summary>Builds the schema, which stops the start when it does not fit, and runs a query once, so that no client waits for the compiler.</summary>
internal sealed class WarmUpService(
    SchemaModel schema, IOperationExecutor executor, IOptions<WarmUpOptions> options, TimeProvider time, ILogger<WarmUpService> logger)
    : BackgroundService, IReadinessCondition
{
    private const string Introspection =
        "{ __schema { types { name kind fields { name args { name defaultValue } type { name ofType { name } } } } directives { name } } }";

    private volatile bool _warm;

    public string Name => "schema";

    public string? NotReadyBecause => _warm ? null : "the warm-up query is still running";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        await RunAsync(Introspection, stoppingToken);
        await RunAsync(options.Value.Query, stoppingToken);
        _warm = true;
        var fields = schema.Index.Objects.Values.Sum(type => type.Fields?.Items.Count ?? 0);
        Log.SchemaReady(logger, schema.Index.Objects.Count, fields, time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task RunAsync(string query, CancellationToken cancellation)
    {
        var result = await executor.ExecuteAsync(new OperationRequest(query, TraceId: "warm-up") { IsOwn = true }, cancellation);
        using var data = result.Data;
        ResultWriter.Write(new ArrayBufferWriter<byte>(), result);
        if (result.Errors.Count > 0)
        {
            Log.WarmUpFailed(logger, query, result.Errors[0].Message);
        }
    }
}
