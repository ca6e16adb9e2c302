using System.Linq.Expressions;
using System.Reflection;

namespace Graph.TestKit.Stock;

/// <summary>Compiles the read of a property or a value: reflection at each field of each response would be the larger part of the work.</summary>
internal static class PropertyReader
{
    public static Func<object, object?> Of(PropertyInfo property)
    {
        var parent = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(parent, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), parent).Compile();
    }

    /// <param name="getter">A function from the parent's type to the field's.</param>
    public static Func<object, object?> Of(Delegate getter)
    {
        var parent = Expression.Parameter(typeof(object));
        var value = Expression.Invoke(Expression.Constant(getter), Expression.Convert(parent, getter.GetType().GetGenericArguments()[0]));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), parent).Compile();
    }
}
