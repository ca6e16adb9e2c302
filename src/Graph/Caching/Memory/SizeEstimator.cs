using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Graph.Caching.Memory;

/// <summary>Estimates how many bytes a value takes, from its properties: strings by their length, lists by their items, records by
/// theirs. An estimate is enough for a bound.</summary>
internal static class SizeEstimator
{
    private const long ObjectHeader = 24;
    private const long Reference = 8;
    private const long ValueType = 16;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Bytes of a value and what it holds; 0 for none. Values are trees: the records of domains are immutable.</summary>
    public static long Of(object? value) => value switch
    {
        null => 0,
        string text => ObjectHeader + (2L * text.Length),
        System.ValueType => ValueType,
        IEnumerable items => ObjectHeader + items.Cast<object?>().Sum(item => Reference + Of(item)),
        _ => ObjectHeader + Properties.GetOrAdd(value.GetType(), Readable).Sum(property => Reference + Of(property.GetValue(value))),
    };

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];
}
