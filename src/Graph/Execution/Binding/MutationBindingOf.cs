using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

internal sealed class MutationBinding<TPayload>(
    string name, string domain, Func<MutationContext, ValueTask<LoadResult<TPayload>>> resolve)
    : MutationBinding(name, typeof(TPayload), domain)
{
    public override async ValueTask<LoadResult<object>> ResolveAsync(MutationContext context)
    {
        var result = await resolve(context);
        return result.Select(payload => (object)payload!);
    }
}
