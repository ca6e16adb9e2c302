namespace Graph.Execution.Binding;

/// <summary>A field computed from its parent alone, without I/O.</summary>
internal sealed class ValueBinding(string name, Type resultType, string domain, Func<object, object?> read)
    : FieldBinding(name, resultType, domain)
{
    public object? Read(object parent) => read(parent);
}
