namespace Graph.Execution.Binding;

/// <summary>A field computed from its parent alone, without I/O.</summary>
/// <param name="name">The SDL field.</param>
/// <param name="resultType">The CLR type of its values.</param>
/// <param name="domain">The domain that made it.</param>
/// <param name="getter">A <c>Func</c> from the parent's CLR type to that of the values: what they are stays known, so that nothing is boxed.</param>
internal sealed class ValueBinding(string name, Type resultType, string domain, Delegate getter) : FieldBinding(name, resultType, domain)
{
    public Delegate Getter { get; } = getter;

    public static ValueBinding Of<TParent, TResult>(string name, string domain, Func<TParent, TResult> getter) =>
        new(name, typeof(TResult), domain, getter);
}
