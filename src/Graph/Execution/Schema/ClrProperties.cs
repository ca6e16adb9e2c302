using System.Reflection;

namespace Graph.Execution.Schema;

/// <summary>Finds the property that an SDL field is read from when it has no binding: the same name in Pascal case.</summary>
internal static class ClrProperties
{
    public static PropertyInfo? Find(Type type, string field)
    {
        var name = string.Concat(char.ToUpperInvariant(field[0]).ToString(), field.AsSpan(1));
        var property = type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance);
        return property?.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 ? property : null;
    }
}
