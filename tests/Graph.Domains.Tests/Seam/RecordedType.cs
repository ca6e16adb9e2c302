using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>The record behind an SDL type, and the fields that the domains have bound.</summary>
internal sealed class RecordedType(Type clrType)
{
    public Type ClrType { get; } = clrType;

    public Dictionary<string, Delegate> Fields { get; } = [];

    public ITypeBuilder<T> As<T>() where T : class => new Builder<T>(this);

    private sealed class Builder<T>(RecordedType type) : ITypeBuilder<T> where T : class
    {
        public ITypeBuilder<T> Field<TResult>(
            string name, Func<IReadOnlyList<T>, FieldContext, ValueTask<LoadResult<TResult>[]>> resolve) => Add(name, resolve);

        public ITypeBuilder<T> Value<TResult>(string name, Func<T, TResult> value) => Add(name, value);

        private Builder<T> Add(string name, Delegate binding)
        {
            type.Fields.Add(name, binding);
            return this;
        }
    }
}
