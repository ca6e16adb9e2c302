using Graph.Execution.Binding;
using Graph.Execution.Documents;
using Graph.Execution.Schema;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Plans;

/// <summary>Compiles operations, each once for as long as its document is kept.</summary>
internal sealed class OperationCompiler(SchemaModel model, TypeRegistry registry, ISchema schema, IOptions<LimitOptions> limits)
{
    private readonly FieldDefinitions _definitions = new(model, registry, schema);
    private readonly CostPlanner _costs = new(model, new FieldTypes(model.Index), limits.Value);

    public CompiledOperation Compile(PreparedDocument document, GraphQLOperationDefinition operation) =>
        document.Compiled.GetOrAdd(
            operation, static (operation, from) => from.Compiler.Create(from.Document, operation), (Compiler: this, Document: document));

    private CompiledOperation Create(PreparedDocument document, GraphQLOperationDefinition operation) =>
        new(document, operation, _definitions, schema, _costs, limits.Value, model.Index);
}
