using System.Text.Json;

namespace Graph.Domains.Abstractions;

/// <summary>Null elements are the one thing that the serializer's own null checks let through.</summary>
public static class JsonElements
{
    /// <summary>The list as it is.</summary>
    /// <exception cref="JsonException">One of its elements is null: the upstream's answer is invalid.</exception>
    public static IReadOnlyList<T> NotNull<T>(IReadOnlyList<T> elements) where T : class =>
        elements.Contains(null!) ? throw new JsonException("A list item is null.") : elements;
}
