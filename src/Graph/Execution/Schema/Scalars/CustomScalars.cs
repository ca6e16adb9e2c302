using GraphQL.Types;

namespace Graph.Execution.Schema.Scalars;

/// <summary>The scalars beyond GraphQL's own five: their CLR types, and how they are read and written.</summary>
internal static class CustomScalars
{
    private static readonly Dictionary<string, (Type ClrType, Func<ScalarGraphType> Create)> All = new(StringComparer.Ordinal)
    {
        ["DateTime"] = (typeof(DateTimeOffset), () => new DateTimeScalar()),
        ["Duration"] = (typeof(TimeSpan), () => new DurationScalar()),
        ["Decimal"] = (typeof(decimal), () => new DecimalScalar()),
        ["URL"] = (typeof(string), () => new UrlScalar()),
        ["FieldSet"] = (typeof(string), () => new FieldSetScalar()),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static bool Knows(string name) => All.ContainsKey(name);

    public static Type? ClrType(string name) => All.TryGetValue(name, out var scalar) ? scalar.ClrType : null;

    public static ScalarGraphType Create(string name) => All[name].Create();
}
