using System.Buffers;
using System.Text;
using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;

namespace Graph.Tests.Execution;

internal static class ResultJson
{
    public static async Task<OperationResult> RunAsync(
        this TestGraph graph, string query, string? variables = null, string? operationName = null, Viewer? viewer = null) =>
        await graph.Executor().ExecuteAsync(
            new OperationRequest(query, "trace-1")
            {
                OperationName = operationName,
                Viewer = viewer,
                Variables = variables is null ? default : JsonDocument.Parse(variables).RootElement,
            },
            TestContext.Current.CancellationToken);

    public static string Json(this OperationResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ResultWriter.Write(buffer, result);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
