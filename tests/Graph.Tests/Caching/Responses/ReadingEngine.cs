using System.Buffers;
using System.Text;
using System.Text.Json;
using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Tests.Caching.Responses;

/// <summary>Executes a query by reading the keys that its variables name, one after the other: things by their ids, lists as <c>list:l</c>.
/// Its data is what was read: <c>{"a1":3}</c>, with null for what is not there.</summary>
internal sealed class ReadingEngine(CacheWorld world) : IOperationEngine
{
    private static readonly OperationIdentity Identity = new("query", "Q");

    /// <summary>How many executions there have been.</summary>
    public int Executions { get; private set; }

    public async Task<OperationResult> RunAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        Executions++;
        var load = new LoadRequest(request.TraceId, cancellation)
        {
            MaxUpstreamCalls = int.MaxValue,
            Viewer = request.Viewer,
            PassesCaches = request.PassesCaches,
            WaitsForRefreshes = request.WaitsForRefreshes,
            Observer = request.Observer,
        };
        var data = new Dictionary<string, int?>();
        var errors = new List<GraphError>();
        foreach (var key in request.Variables.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!))
        {
            var (version, failure) = await ReadAsync(key, load);
            data[key] = version;
            if (failure is not null)
            {
                errors.Add(GraphError.Of(failure, request.TraceId));
            }
        }

        return OperationResult.Executed(new Json(JsonSerializer.Serialize(data)), errors, Identity, load.Stale.Ages);
    }

    private async Task<(int? Version, Failure? Failure)> ReadAsync(string key, LoadRequest load)
    {
        if (key.StartsWith("list:", StringComparison.Ordinal))
        {
            var page = (await world.Cache.Of<StampedPage>(CacheWorld.Lists).ReadManyAsync([ReadKey.Of(new PageKey(key[5..], 2, null))], load))[0];
            return (page.Value?.Stamp, page.Failure);
        }

        var thing = (await world.ReadAsAsync(load, key))[0];
        return (thing.Value?.Version, thing.Failure);
    }

    private sealed class Json(string json) : IResultData
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(json);

        public int Length => _bytes.Length;

        public void WriteTo(IBufferWriter<byte> output) => output.Write(_bytes);

        public void CopyTo(Span<byte> target) => _bytes.CopyTo(target);

        public void Dispose()
        {
            // nothing is pooled here
        }
    }
}
