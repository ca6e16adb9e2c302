using Graph.Execution.Binding;
using GraphQL;
using GraphQL.Resolvers;

namespace Graph.TestKit.Stock;

/// <summary>A field whose parents are gathered: GraphQL.NET resolves all nodes of a level before it asks the first for its result.</summary>
internal sealed class BatchResolver(BatchBinding binding) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) =>
        new(((StockScope)context.UserContext).Batches.Add(binding, context));
}
