using System.Linq.Expressions;
using System.Reflection;
using Graph.Execution.Values;

namespace Graph.Execution.Plans;

/// <summary>A field that is a property of its parent's record. Its getter is compiled with the first read, since a delegate to the property
/// itself would have to be generic over the parent, whose cast then costs more than the property.</summary>
/// <param name="property">The property.</param>
/// <param name="parent">The parent's type.</param>
/// <param name="writer">For a leaf; null for what has a selection.</param>
internal sealed class PropertyReader<TValue>(PropertyInfo property, Type parent, ValueWriter<TValue>? writer) : FieldReader
{
    private Func<object, TValue>? _getter;

    public override object? Read(object parent) => Getter()(parent);

    public override bool Write(DataWriter data, object parent) => writer!.Write(data, Getter()(parent));

    private Func<object, TValue> Getter() => _getter ??= Compile();

    private Func<object, TValue> Compile()
    {
        var value = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, TValue>>(Expression.Property(Expression.Convert(value, parent), property), value).Compile();
    }
}
