using Graph.Execution.Documents;
using Graph.Execution.Plans;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Graph.Execution.Introspection;

/// <summary>Has GraphQL.NET answer <c>__schema</c> and <c>__type</c>: it has the schema, and nothing of this is in a hurry.</summary>
internal sealed class IntrospectionRunner(ISchema schema)
{
    private readonly DocumentValidator _validator = new();

    /// <param name="document">With the fragments.</param>
    /// <param name="operation">With the variables' definitions.</param>
    /// <param name="input">With their values.</param>
    /// <param name="fields">The fields to answer.</param>
    /// <param name="cancellation">Ends when the request does.</param>
    /// <returns>The answers by their response keys.</returns>
    public async Task<IReadOnlyDictionary<string, ExecutionNode>> RunAsync(
        PreparedDocument document,
        GraphQLOperationDefinition operation,
        OperationInput input,
        IEnumerable<FieldPlan> fields,
        CancellationToken cancellation)
    {
        var part = new GraphQLOperationDefinition(new GraphQLSelectionSet([.. fields.SelectMany(field => field.Nodes)]))
        {
            Operation = OperationType.Query,
            Variables = operation.Variables,
        };
        var valid = await ValidateAsync(document, part, input, cancellation);
        using var context = ContextOf(document, part, valid, cancellation);
        var result = await context.ExecutionStrategy.ExecuteAsync(context);
        return context.Errors.Count == 0 && result.Data is RootExecutionNode { SubFields: { } answers }
            ? answers.ToDictionary(answer => answer.Name!, StringComparer.Ordinal)
            : throw new InvalidOperationException("GraphQL.NET could not answer an introspection.", context.Errors.FirstOrDefault());
    }

    /// <summary>For the arguments' values: the document's own rules have run.</summary>
    private Task<IValidationResult> ValidateAsync(
        PreparedDocument document, GraphQLOperationDefinition part, OperationInput input, CancellationToken cancellation) =>
        _validator.ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = document.Ast,
            Operation = part,
            Rules = [],
            UserContext = new Dictionary<string, object?>(),
            Metrics = Metrics.None,
            Variables = input.Variables,
            Extensions = Inputs.Empty,
            CancellationToken = cancellation,
        });

    private ExecutionContext ContextOf(
        PreparedDocument document, GraphQLOperationDefinition part, IValidationResult valid, CancellationToken cancellation) => new()
        {
            Document = document.Ast,
            Schema = schema,
            UserContext = new Dictionary<string, object?>(),
            Operation = part,
            Variables = valid.Variables ?? Variables.None,
            ArgumentValues = valid.ArgumentValues,
            DirectiveValues = valid.DirectiveValues,
            Errors = [],
            InputExtensions = Inputs.Empty,
            OutputExtensions = [],
            CancellationToken = cancellation,
            Metrics = Metrics.None,
            Listeners = [],
            ExecutionStrategy = ParallelExecutionStrategy.Instance,
        };
}
