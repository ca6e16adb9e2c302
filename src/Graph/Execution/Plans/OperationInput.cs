using Graph.Domains.Abstractions;

namespace Graph.Execution.Plans;

/// <summary>What a request's variables make of an operation: the selection that is left of it, and arguments.</summary>
/// <param name="Selection">Without the fields that <c>@skip</c> and <c>@include</c> leave out.</param>
/// <param name="Arguments">Those that depend on variables, by their places.</param>
/// <param name="Variables">As GraphQL.NET takes them, for introspection.</param>
internal sealed record OperationInput(SelectionPlan Selection, Arguments[] Arguments, GraphQL.Inputs Variables);
