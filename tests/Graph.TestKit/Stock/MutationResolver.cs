using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Plans;
using GraphQL;
using GraphQL.Resolvers;

namespace Graph.TestKit.Stock;

/// <summary>A field that writes. Whatever becomes of it, it is a result of its own: what others have written is never lost with it.</summary>
internal sealed class MutationResolver(MutationBinding binding) : IFieldResolver
{
    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var scope = (StockScope)context.UserContext;
        if (scope.Cancellation.IsCancellationRequested)
        {
            return scope.Deadline.NotRun;
        }

        try
        {
            // A write goes on when its request has ended, and must not hold up the answer.
            var result = await RunAsync(scope, ArgumentValues.Convert(context.Arguments)).WaitAsync(scope.Cancellation);
            return result;
        }
        catch (OperationCanceledException) when (scope.Cancellation.IsCancellationRequested)
        {
            return scope.Deadline.Interrupted;
        }
    }

    private async Task<object?> RunAsync(StockScope scope, Arguments arguments)
    {
        try
        {
            var context = new MutationContext(arguments, scope.Load, scope.Write, scope.Cancellation) { Viewer = scope.Viewer };
            return (await binding.Start(context).ToTask(count: 1))[0];
        }
        catch (OperationCanceledException) when (scope.Cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The boundary to the domains: a defect in one binding costs its field, not the response.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            scope.ReportDefect($"{binding.Domain}: {binding.Name}", defect);
            return Failure.Internal;
        }
    }
}
