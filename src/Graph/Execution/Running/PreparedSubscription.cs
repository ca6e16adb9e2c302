using Graph.Domains.Abstractions;
using Graph.Execution.Plans;
using Graph.Execution.Results;

namespace Graph.Execution.Running;

/// <summary>A subscription with the values of its variables. Its field's value comes from outside, its selection is run as a query's.</summary>
internal sealed class PreparedSubscription(PlanEngine engine, OperationStart start)
{
    private readonly FieldPlan _root = start.Input.Selection.Fields.First(selected => selected.Definition is not null);

    /// <summary>The subscription's field.</summary>
    public string Field => _root.Name;

    /// <summary>The field's arguments, coerced and with defaults.</summary>
    public Arguments Arguments => _root.Arguments!.Of(start.Input);

    /// <summary>The response to one event.</summary>
    /// <param name="value">The field's value: of the CLR type that is behind it, or why there is none.</param>
    /// <param name="request">Whose event it is. Its variables are not looked at again.</param>
    /// <param name="cancellation">Ends the run.</param>
    public Task<OperationResult> RunAsync(LoadResult<object> value, OperationRequest request, CancellationToken cancellation) =>
        engine.RunAsync(start, request, value, cancellation);
}
