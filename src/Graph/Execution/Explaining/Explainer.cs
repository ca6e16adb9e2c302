using Graph.Caching.ResponseCache;
using Graph.Execution.Documents;
using Graph.Execution.Plans;
using Graph.Execution.Responses;
using Graph.Execution.Results;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Explaining;

/// <summary>Runs operations whose results are to tell how they came about. They take no response that is kept, leave none, and wait for none that
/// is being made; what they read, they read as any other.</summary>
internal sealed class Explainer(
    ResponseScope scope, ResponseTimes times, ResponseExplainer responses, OperationCompiler compiler, IOperationEngine engine,
    IOptions<LimitOptions> limits, TimeProvider time)
{
    private const string Detail = "explain";

    public async Task<OperationResult> RunAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        var explanation = new Explanation(times.Begin());
        var result = await engine.RunAsync(document, operation, request with { Observer = explanation }, cancellation);
        explanation.Close();
        if (operation.Operation == OperationType.Query)
        {
            ResponseCacheMetrics.Count("bypass");
            result = result with { Origin = ResponseOrigin.Bypassed, OriginDetail = Detail };
        }

        return result.Outcome == ResultOutcome.Executed
            ? result with { Explanation = await ReportAsync(document, operation, request, result, explanation) }
            : result;
    }

    private async ValueTask<ExplainReport> ReportAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, OperationResult result, Explanation explanation)
    {
        var compiled = compiler.Compile(document, operation);
        var (input, _) = await compiled.TakeAsync(request);
        var identity = OperationSelector.Identify(operation);
        return new ExplainReport(
            new CachesReport(scope.AreEntitiesKept, scope.IsOn),
            new OperationReport(
                identity.Type, identity.Name,
                input is null ? 0 : compiled.CostOf(input), limits.Value.Cost,
                input?.Selection.CountFields() ?? 0,
                explanation.UpstreamCalls, limits.Value.UpstreamCalls),
            responses.Explain(document, operation, request, result, explanation),
            FieldReport.Of(explanation, time),
            CallsReport.Of(explanation.Calls));
    }
}
