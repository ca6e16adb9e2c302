using GraphQL;
using GraphQL.Resolvers;

namespace Graph.Execution.Schema;

/// <summary>Stands where GraphQL.NET wants to have a subscription's events from.</summary>
internal sealed class NoStream : ISourceStreamResolver
{
    public static readonly NoStream Instance = new();

    public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
        throw new NotSupportedException("Subscriptions are not run by GraphQL.NET.");
}
