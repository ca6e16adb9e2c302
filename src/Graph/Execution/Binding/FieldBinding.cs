namespace Graph.Execution.Binding;

/// <summary>What stands behind one SDL field. Engine-neutral: the executor decides when and with how many parents it is called.</summary>
internal abstract class FieldBinding(string name, Type resultType, string domain)
{
    public string Name { get; } = name;

    /// <summary>The CLR type of one result, for the start-up check against the SDL type.</summary>
    public Type ResultType { get; } = resultType;

    /// <summary>The domain that made the binding, for error messages, logs and spans.</summary>
    public string Domain { get; } = domain;
}
