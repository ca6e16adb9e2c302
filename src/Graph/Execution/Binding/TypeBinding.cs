namespace Graph.Execution.Binding;

/// <summary>The bindings of one SDL type, gathered from every domain that adds to it.</summary>
internal sealed class TypeBinding(string name, Type clrType)
{
    public string Name { get; } = name;

    /// <summary>The record behind the type; root types have <see cref="object"/>.</summary>
    public Type ClrType { get; } = clrType;

    public Dictionary<string, FieldBinding> Fields { get; } = new(StringComparer.Ordinal);
}
