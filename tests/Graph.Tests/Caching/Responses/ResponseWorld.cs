using System.Buffers;
using System.Text.Json;
using Graph.Caching;
using Graph.Caching.ResponseCache;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Responses;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using GraphQLParser;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Caching.Responses;

/// <summary>The response cache of a world: its queries name the keys that they read.</summary>
internal sealed class ResponseWorld : IDisposable
{
    private readonly CacheWorld _world;
    private readonly OperationGate _gate;
    private readonly ResponseCaching _caching;
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    public ResponseWorld(CacheWorld world, Action<ResponseCacheOptions>? configure = null, params string[] privateBy)
    {
        _world = world;
        var options = new ResponseCacheOptions();
        configure?.Invoke(options);
        var limits = Options.Create(new LimitOptions());
        Engine = new ReadingEngine(world);
        Store = new ResponseStore(world.Cache.Responses, Options.Create(options));
        _gate = new OperationGate(limits);
        Times = new ResponseTimes(world.Index, world.Pulse, Options.Create(options), world.Time);
        Scope = new ResponseScope(world.Cache, Options.Create(options), Options.Create(new EntityCacheOptions()));
        var making = new ResponseMaking(Store, Times);
        var revalidation = new Revalidation(Engine, making, _gate, Times, limits, world.Time, _lifetime, NullLogger<Revalidation>.Instance);
        _caching = new ResponseCaching(Scope, Store, world.Cache.Responses, Times, making, revalidation, Engine);
        Known = new KnownRequests(Scope, Store, Times, Options.Create(options));
        Document = new PreparedDocument(Parser.Parse("query Q($keys: [ID!]) { things(keys: $keys) }"));
        Document.Remember(Document.Operations[0], new OperationPlan(new Dictionary<FieldCoordinate, AccessRule>(), privateBy.ToHashSet()));
    }

    public PreparedDocument Document { get; }

    public ReadingEngine Engine { get; }

    public ResponseStore Store { get; }

    public ResponseTimes Times { get; }

    public ResponseScope Scope { get; }

    public KnownRequests Known { get; }

    public static OperationRequest RequestOf(params string[] keys) =>
        new("", "trace") { Variables = JsonSerializer.SerializeToElement(new { keys }) };

    public Task<OperationResult> AskAsync(params string[] keys) => AskAsync(RequestOf(keys));

    public Task<OperationResult> AskAsync(OperationRequest request, CancellationToken cancellation = default) =>
        _caching.RunAsync(Document, Document.Operations[0], request, cancellation);

    /// <summary>Asks with an upstream that answers at once; the answer is kept then.</summary>
    public OperationResult Warm(params string[] keys)
    {
        _world.AnswersAtOnce = true;
        var asked = AskAsync(keys);
        Assert.True(asked.IsCompletedSuccessfully);
        _world.AnswersAtOnce = false;
        return asked.GetAwaiter().GetResult();
    }

    /// <summary>What an answer shows: versions by key.</summary>
    public static IReadOnlyDictionary<string, int?> Read(OperationResult result)
    {
        var output = new ArrayBufferWriter<byte>();
        result.Data!.WriteTo(output);
        return JsonSerializer.Deserialize<Dictionary<string, int?>>(output.WrittenSpan)!;
    }

    public void Dispose()
    {
        Store.Dispose();
        _gate.Dispose();
    }
}
