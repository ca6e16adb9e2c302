using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

/// <summary>A field of N parents that is ONE call: parents in, one result per parent out.</summary>
internal abstract class BatchBinding(string name, Type resultType, string domain) : FieldBinding(name, resultType, domain)
{
    public abstract ValueTask<LoadResult<object>[]> ResolveAsync(IReadOnlyList<object> parents, FieldContext context);
}
