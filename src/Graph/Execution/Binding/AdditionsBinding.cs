using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

/// <summary>Tells each item that is added to a list.</summary>
internal abstract class AdditionsBinding(string name, Type resultType, string domain, Source items) : SubscriptionBinding(name, resultType, domain)
{
    public Source Items => items;

    /// <summary>The list that the arguments name.</summary>
    public abstract string ListOf(Arguments arguments);

    /// <summary>The list's key, which records of its changes carry as a tag.</summary>
    public abstract string KeyOf(string list);

    /// <summary>An item that was added; not found where it is gone again, or belongs to another list.</summary>
    public abstract ValueTask<LoadResult<object>> ReadAsync(string list, string id, ILoader load);

    /// <summary>The newest item of the list, and its id; not found when it has none.</summary>
    public abstract ValueTask<(string? Id, LoadResult<object> Item)> NewestAsync(string list, ILoader load);
}
