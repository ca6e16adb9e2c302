using Graph.Domains.Abstractions;

namespace Graph.Execution.Binding;

internal sealed class StatesBinding<T, TResult>(
    string name, string domain, EntitySource<T> source, Func<Arguments, IReadOnlyList<string>> ids, Func<EntityState<T>, LoadResult<TResult>> select)
    : StatesBinding(name, typeof(TResult), domain, source) where T : class
{
    public override IReadOnlyList<string> IdsOf(Arguments arguments) => [.. ids(arguments).Distinct(StringComparer.Ordinal)];

    public override async ValueTask<LoadResult<object>[]> ReadAsync(IReadOnlyList<string> ids, ILoader load, Viewer? viewer)
    {
        var results = await load.Many(source, ids);
        return [.. results.Select((result, i) => select(new EntityState<T>(ids[i], result, viewer)).Select(value => (object)value!))];
    }
}
