using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

internal sealed class BatchBinding<TParent, TResult>(
    string name, string domain, Func<IReadOnlyList<TParent>, FieldContext, ValueTask<LoadResult<TResult>[]>> resolve)
    : BatchBinding(name, typeof(TResult), domain)
{
    public override Array NewParents(int count) => new TParent[count];

    public override FieldCall Start(Array parents, FieldContext context) =>
        new BatchCall<TResult>(this, parents.Length, resolve((TParent[])parents, context));
}
