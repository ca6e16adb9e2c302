using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

/// <summary>Tells the state of some entities, one message for each.</summary>
internal abstract class StatesBinding(string name, Type resultType, string domain, Source source) : SubscriptionBinding(name, resultType, domain)
{
    public Source Source => source;

    /// <summary>The entities that the arguments name, each once.</summary>
    public abstract IReadOnlyList<string> IdsOf(Arguments arguments);

    /// <summary>The field's value for each of some ids, in their order.</summary>
    public abstract ValueTask<LoadResult<object>[]> ReadAsync(IReadOnlyList<string> ids, ILoader load, Viewer? viewer);
}
