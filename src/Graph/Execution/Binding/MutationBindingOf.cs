using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

internal sealed class MutationBinding<TPayload>(
    string name, string domain, Func<MutationContext, ValueTask<LoadResult<TPayload>>> resolve)
    : MutationBinding(name, typeof(TPayload), domain)
{
    public override FieldCall Start(MutationContext context) => new MutationCall<TPayload>(resolve(context));
}
