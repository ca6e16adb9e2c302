using System.Collections.Concurrent;
using Graph.Caching;
using Graph.Caching.Writes;
using Graph.Execution;
using Graph.Execution.Binding;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using Graph.Loading;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Graph.TestKit.Stock;

/// <summary>Runs operations on GraphQL.NET's own strategy: what the graph's engine is held against.</summary>
internal sealed class StockEngine(
    SchemaModel model,
    TypeRegistry registry,
    ILoaderFactory loaders,
    IWriterFactory writers,
    IOptions<LimitOptions> options,
    ILogger<StockEngine> logger) : IOperationEngine
{
    private static readonly BatchingStrategy Queries = new();
    private static readonly MutationStrategy Mutations = new();

    private readonly ISchema _schema = StockSchema.Create(model, registry);
    private readonly DocumentValidator _validator = new();
    private readonly LimitOptions _limits = options.Value;
    private readonly CostCheck _costs = new(model, new FieldTypes(model.Index), options.Value);

    public async Task<OperationResult> RunAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        var input = await CoerceAsync(document, operation, request, cancellation);
        if (!input.IsValid)
        {
            return OperationResult.Refused(ResultOutcome.BadRequest, ErrorList.Capped([.. input.Errors.Select(StockErrors.OfInput)], _limits.Errors));
        }

        var refused = _costs.Check(document, operation, (field, argument) => ValueOf(input, field, argument));
        if (refused.Count > 0)
        {
            return OperationResult.Refused(ResultOutcome.BadRequest, refused);
        }

        var load = LoadOf(request, cancellation);
        var scope = new StockScope(load, loaders, writers, _limits, logger)
        {
            IsMutation = operation.Operation == OperationType.Mutation,
            Denied = document.PlanOf(operation).DeniedTo(request.Viewer),
        };
        using var context = ContextOf(document, operation, input, scope);
        var result = await context.ExecutionStrategy.ExecuteAsync(context);
        var errors = ErrorList.WithRest(context.Errors.Select(error => StockErrors.OfField(error, request.TraceId)), scope.ErrorsLeftOut);
        var data = result.Data is RootExecutionNode root ? new NodeData(root) : null;
        return OperationResult.Executed(data, errors, OperationSelector.Identify(operation), load.Stale.Ages) with
        {
            IsOptimistic = load.SawOptimistic,
            HasUnplacedWrite = load.HasUnplacedWrite,
        };
    }

    private LoadRequest LoadOf(OperationRequest request, CancellationToken cancellation) => new(request.TraceId, cancellation)
    {
        MaxUpstreamCalls = _limits.UpstreamCalls,
        Viewer = request.Viewer,
        Token = request.Token,
        PassesCaches = request.PassesCaches,
    };

    /// <summary>The variables' and arguments' values. The document's own rules have run, once: none here.</summary>
    private Task<IValidationResult> CoerceAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation) =>
        _validator.ValidateAsync(new ValidationOptions
        {
            Schema = _schema,
            Document = document.Ast,
            Operation = operation,
            Rules = [],
            UserContext = new Dictionary<string, object?>(),
            Metrics = GraphQL.Instrumentation.Metrics.None,
            Variables = new Inputs(JsonValues.ToDictionary(request.Variables)),
            Extensions = Inputs.Empty,
            CancellationToken = cancellation,
        });

    private static object? ValueOf(IValidationResult input, GraphQLField field, string argument) =>
        input.ArgumentValues?.TryGetValue(field, out var given) == true && given.TryGetValue(argument, out var value) ? value.Value : null;

    private ExecutionContext ContextOf(PreparedDocument document, GraphQLOperationDefinition operation, IValidationResult input, StockScope scope) => new()
    {
        Document = document.Ast,
        Schema = _schema,
        UserContext = scope,
        Operation = operation,
        Variables = input.Variables ?? Variables.None,
        // Merged fields add their arguments while lists complete in parallel.
        ArgumentValues = input.ArgumentValues is { } arguments ? new ConcurrentDictionary<GraphQLField, IDictionary<string, ArgumentValue>>(arguments) : null,
        DirectiveValues = input.DirectiveValues is { } directives ? new ConcurrentDictionary<ASTNode, IDictionary<string, DirectiveInfo>>(directives) : null,
        Errors = [],
        InputExtensions = Inputs.Empty,
        OutputExtensions = [],
        // A mutation that is cut short comes to its end, field by field, so that what has been written is told.
        CancellationToken = scope.IsMutation ? CancellationToken.None : scope.Cancellation,
        Metrics = GraphQL.Instrumentation.Metrics.None,
        Listeners = [],
        ExecutionStrategy = scope.IsMutation ? Mutations : Queries,
        UnhandledExceptionDelegate = defect =>
        {
            scope.ReportDefect(defect.FieldContext?.FieldDefinition.Name ?? "", defect.OriginalException);
            return Task.CompletedTask;
        },
    };
}
