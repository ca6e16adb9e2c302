using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

/// <summary>A field of N parents that is ONE call: parents in, one result per parent out.</summary>
internal abstract class BatchBinding(string name, Type resultType, string domain) : FieldBinding(name, resultType, domain)
{
    /// <summary>An array that <see cref="Start"/> takes. Domains get it, so it is never used again.</summary>
    public abstract Array NewParents(int count);

    /// <summary>Begins the call. May throw what the domain throws.</summary>
    /// <param name="parents">Made by <see cref="NewParents"/> of a binding of the same type, and filled.</param>
    /// <param name="context">What the domain has at hand.</param>
    public abstract FieldCall Start(Array parents, FieldContext context);
}
