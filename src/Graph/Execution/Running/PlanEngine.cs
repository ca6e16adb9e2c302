using Graph.Caching;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Introspection;
using Graph.Execution.Plans;
using Graph.Execution.Results;
using Graph.Loading;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Running;

/// <summary>Runs operations by compiled plans.</summary>
internal sealed class PlanEngine(
    OperationCompiler compiler,
    IntrospectionRunner introspection,
    ILoaderFactory loaders,
    IWriterFactory writers,
    IOptions<LimitOptions> options,
    ILogger<PlanEngine> logger) : IOperationEngine, ISubscriptionEngine
{
    private readonly LimitOptions _limits = options.Value;
    private readonly DeadlineFailures _deadline = new(options.Value);
    private readonly RunPool _runs = new(options.Value);

    public async Task<OperationResult> RunAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        var compiled = compiler.Compile(document, operation);
        var (input, errors) = await compiled.TakeAsync(request);
        return input is null
            ? OperationResult.Refused(ResultOutcome.BadRequest, errors)
            : await RunAsync(new OperationStart(document, operation, compiled, input), request, value: null, cancellation);
    }

    public async ValueTask<SubscriptionResult> PrepareAsync(PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request)
    {
        var compiled = compiler.Compile(document, operation);
        var (input, errors) = await compiled.TakeAsync(request);
        return input is null
            ? new SubscriptionResult(null, errors)
            : new SubscriptionResult(new PreparedSubscription(this, new OperationStart(document, operation, compiled, input)), []);
    }

    /// <param name="start">What to run.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="value">For a subscription: the value of its field.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task<OperationResult> RunAsync(
        OperationStart start, OperationRequest request, LoadResult<object>? value, CancellationToken cancellation)
    {
        var load = new LoadRequest(request.TraceId, cancellation)
        {
            MaxUpstreamCalls = _limits.UpstreamCalls,
            PassesCaches = request.PassesCaches,
            WaitsForRefreshes = request.WaitsForRefreshes,
            Observer = request.Observer,
            Viewer = request.Viewer,
            Token = request.Token,
        };
        var scope = new OperationScope(load, loaders, writers, _deadline, logger)
        {
            Input = start.Input,
            Document = start.Document,
            IsMutation = start.Operation.Operation == OperationType.Mutation,
            Denied = start.Document.PlanOf(start.Operation).DeniedTo(request.Viewer),
        };
        var run = _runs.Take();
        await ResolveAsync(run, start, scope, value);
        var (data, errors) = run.Write(start.Compiled);
        _runs.Return(run);
        return OperationResult.Executed(data, errors, OperationSelector.Identify(start.Operation), load.Stale.Ages) with
        {
            IsOptimistic = load.SawOptimistic,
            HasUnplacedWrite = load.HasUnplacedWrite,
        };
    }

    private async ValueTask ResolveAsync(OperationRun run, OperationStart start, OperationScope scope, LoadResult<object>? value)
    {
        run.Begin(scope);
        switch (start.Operation.Operation)
        {
            case OperationType.Mutation:
                await run.ResolveMutationsAsync();
                return;
            case OperationType.Subscription:
                await run.ResolveEventAsync(value!.Value.IsFailed ? value.Value.Failure : value.Value.Value);
                break;
            default:
                await IntrospectAsync(run.Root, start, scope);
                await run.ResolveAsync();
                break;
        }

        scope.Cancellation.ThrowIfCancellationRequested();
    }

    private async ValueTask IntrospectAsync(Frame root, OperationStart start, OperationScope scope)
    {
        FieldPlan[] fields = start.Compiled.HasIntrospection ? [.. root.Plan.Ahead.Where(field => field.Kind == FieldKind.Introspection)] : [];
        if (fields.Length == 0)
        {
            return;
        }

        var answers = await introspection.RunAsync(start.Document, start.Operation, start.Input, fields, scope.Cancellation);
        foreach (var field in fields)
        {
            root.Columns[field.Column].Set(0, answers[field.ResponseKey]);
        }
    }
}
