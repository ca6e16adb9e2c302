using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

internal sealed class BatchBinding<TParent, TResult>(
    string name, string domain, Func<IReadOnlyList<TParent>, FieldContext, ValueTask<LoadResult<TResult>[]>> resolve)
    : BatchBinding(name, typeof(TResult), domain)
{
    public override async ValueTask<LoadResult<object>[]> ResolveAsync(IReadOnlyList<object> parents, FieldContext context)
    {
        var typed = new TParent[parents.Count];
        for (var i = 0; i < typed.Length; i++)
        {
            typed[i] = (TParent)parents[i];
        }

        var results = await resolve(typed, context);
        if (results.Length != typed.Length)
        {
            throw new InvalidOperationException(
                $"Domain {Domain} answered field '{Name}' with {results.Length} results for {typed.Length} parents.");
        }

        return Array.ConvertAll(results, result =>
            result.IsFound ? LoadResults.Found<object>(result.Value!) : result.IsFailed ? result.Failure! : LoadResult<object>.NotFound);
    }
}
