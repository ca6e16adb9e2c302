using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

/// <summary>A field of <c>Mutation</c>: one call, with no other one of its operation beside it.</summary>
internal abstract class MutationBinding(string name, Type resultType, string domain) : FieldBinding(name, resultType, domain)
{
    /// <summary>Begins the call. May throw what the domain throws.</summary>
    public abstract FieldCall Start(MutationContext context);
}
