using Graph.Domains.Abstractions;
using Graph.Execution.Binding;

namespace Graph.Hosting;

internal sealed class TypeBuilder<T>(TypeRegistry types, TypeBinding type, string domain) : ITypeBuilder<T> where T : class
{
    public ITypeBuilder<T> Field<TResult>(string name, Func<IReadOnlyList<T>, FieldContext, ValueTask<LoadResult<TResult>[]>> resolve)
    {
        types.Add(type, new BatchBinding<T, TResult>(name, domain, resolve));
        return this;
    }

    public ITypeBuilder<T> Value<TResult>(string name, Func<T, TResult> value)
    {
        types.Add(type, ValueBinding.Of(name, domain, value));
        return this;
    }
}
