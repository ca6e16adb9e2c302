using System.Reflection;
using Graph.Execution.Values;

namespace Graph.Execution.Plans;

/// <summary>A field that is read from its parent alone.</summary>
internal abstract class FieldReader
{
    /// <param name="property">A property of the parent's record.</param>
    /// <param name="parent">The parent's type.</param>
    /// <param name="writer">For a leaf; null for what has a selection.</param>
    public static FieldReader Of(PropertyInfo property, Type parent, ValueWriter? writer) => (FieldReader)Activator.CreateInstance(
        typeof(PropertyReader<>).MakeGenericType(property.PropertyType), property, parent, writer)!;

    /// <param name="read">A function from the parent's type to the field's.</param>
    /// <param name="writer">For a leaf; null for what has a selection.</param>
    public static FieldReader Of(Delegate read, ValueWriter? writer) => (FieldReader)Activator.CreateInstance(
        typeof(FieldReader<,>).MakeGenericType(read.GetType().GetGenericArguments()), read, writer)!;

    public abstract object? Read(object parent);

    /// <summary>Of a leaf; nothing is boxed on the way.</summary>
    public abstract bool Write(DataWriter data, object parent);
}
