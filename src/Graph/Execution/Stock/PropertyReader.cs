using System.Linq.Expressions;
using System.Reflection;

namespace Graph.Execution.Stock;

/// <summary>Compiles the read of a property: reflection at each field of each response would be the larger part of the work.</summary>
internal static class PropertyReader
{
    public static Func<object, object?> Of(PropertyInfo property)
    {
        var parent = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(parent, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), parent).Compile();
    }
}
