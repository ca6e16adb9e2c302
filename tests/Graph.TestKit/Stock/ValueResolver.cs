using GraphQL;
using GraphQL.Resolvers;

namespace Graph.TestKit.Stock;

/// <summary>A field that is read from its parent alone.</summary>
internal sealed class ValueResolver(Func<object, object?> read) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(read(context.Source!));
}
