using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

internal static class Args
{
    public static Arguments Of(params (string Name, object? Value)[] values) => new(Fields(values));

    /// <summary>One input object, as most mutations take it.</summary>
    public static Arguments Input(params (string Name, object? Value)[] values) => Of(("input", Fields(values)));

    public static IReadOnlyDictionary<string, object?> Fields(params (string Name, object? Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);
}
