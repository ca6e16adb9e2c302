using Graph.Domains.Abstractions;

namespace Graph.Execution.Plans;

/// <summary>Reads the elements of a list whose type only its field knows.</summary>
internal abstract class ElementReader
{
    public static ElementReader Of(Type element) => IsResult(element)
        ? Make(typeof(ResultElementReader<>), element.GetGenericArguments()[0])
        : Make(typeof(ElementReader<>), element);

    /// <summary>What an element holds: itself, or the value of its result.</summary>
    public static Type ValueType(Type element) => IsResult(element) ? element.GetGenericArguments()[0] : element;

    public abstract int Count(object list);

    /// <returns>The element; a <see cref="Failure"/> for one that failed.</returns>
    public abstract object? At(object list, int index);

    private static bool IsResult(Type element) => element.IsGenericType && element.GetGenericTypeDefinition() == typeof(LoadResult<>);

    private static ElementReader Make(Type reader, Type argument) => (ElementReader)Activator.CreateInstance(reader.MakeGenericType(argument))!;
}
