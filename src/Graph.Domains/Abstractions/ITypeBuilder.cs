namespace Graph.Domains.Abstractions;

/// <summary>Binds the fields of one SDL type.</summary>
/// <typeparam name="T">The record behind the type.</typeparam>
public interface ITypeBuilder<T> where T : class
{
    /// <summary>Binds a field of N parents to ONE call: parents in, one result per parent out, in their order.</summary>
    ITypeBuilder<T> Field<TResult>(string name, Func<IReadOnlyList<T>, FieldContext, ValueTask<LoadResult<TResult>[]>> resolve);

    /// <summary>Binds a field to what is computed from its parent alone, without I/O.</summary>
    ITypeBuilder<T> Value<TResult>(string name, Func<T, TResult> value);
}
