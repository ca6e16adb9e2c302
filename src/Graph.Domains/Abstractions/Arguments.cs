using System.Diagnostics.CodeAnalysis;

namespace Graph.Domains.Abstractions;

/// <summary>Coerced arguments of a field, or the fields of one input object. Absent and null read the same.</summary>
public sealed class Arguments
{
    private readonly IReadOnlyDictionary<string, object?> _values;

    /// <param name="values">Names to coerced values: string, int, decimal, bool, <c>IReadOnlyList&lt;object?&gt;</c>,
    /// or a dictionary for an input object. Enum values are their SDL names.</param>
    public Arguments(IReadOnlyDictionary<string, object?> values) => _values = values;

    /// <summary>No arguments.</summary>
    public static Arguments None { get; } = new(new Dictionary<string, object?>());

    /// <summary>A string, ID or enum name that the SDL demands.</summary>
    /// <exception cref="ArgumentException">The SDL has no such required argument.</exception>
    public string Required(string name) => Text(name) ?? throw new ArgumentException($"The field has no required argument '{name}'.", nameof(name));

    /// <summary>A string, ID or enum name; null when absent.</summary>
    public string? Text(string name) => Value(name)?.ToString();

    /// <summary>An Int; null when absent.</summary>
    public int? Int(string name) => Value(name) as int?;

    /// <summary>A Boolean; null when absent.</summary>
    public bool? Bool(string name) => Value(name) as bool?;

    /// <summary>A Decimal; null when absent.</summary>
    public decimal? Decimal(string name) => Value(name) as decimal?;

    /// <summary>A list of strings or IDs; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Value(name) is IEnumerable<object?> items ? [.. items.Select(item => item?.ToString() ?? "")] : [];

    /// <summary>An input object; <see cref="None"/> when absent.</summary>
    public Arguments Object(string name) =>
        Value(name) is IReadOnlyDictionary<string, object?> fields ? new Arguments(fields) : None;

    /// <summary>Whether the argument was given, null included.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The coerced value as it is.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out object value) => _values.TryGetValue(name, out value) && value is not null;

    private object? Value(string name) => _values.GetValueOrDefault(name);
}
