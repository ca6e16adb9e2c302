using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Graph.Caching.Freshness;

/// <summary>Tells whether two values without versions have the same content. Of one process: the seed is random.</summary>
/// <remarks>Two contents that meet by chance count as no change, and cost one ttl that is longer than it should be.</remarks>
internal static class ContentHash
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <param name="value">A value of a domain; its records are immutable trees.</param>
    public static long Of(object? value)
    {
        var hash = new HashCode();
        Add(ref hash, value);
        return hash.ToHashCode();
    }

    private static void Add(ref HashCode hash, object? value)
    {
        switch (value)
        {
            case null:
                hash.Add(0);
                break;
            case string or Enum:
            case ValueType when value.GetType().Namespace == nameof(System): // numbers, times: their own hash is of all that they hold
                hash.Add(value);
                break;
            case IEnumerable items:
                var count = 0;
                foreach (var item in items)
                {
                    Add(ref hash, item);
                    count++;
                }

                hash.Add(count); // [[a], [b]] is not [[a, b]]
                break;
            default:
                foreach (var property in Properties.GetOrAdd(value.GetType(), Readable))
                {
                    Add(ref hash, property.GetValue(value));
                }

                break;
        }
    }

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];
}
