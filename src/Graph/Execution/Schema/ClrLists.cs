namespace Graph.Execution.Schema;

/// <summary>What CLR type a list of the SDL may have: whatever can be read by index.</summary>
internal static class ClrLists
{
    /// <summary>Null for a type that is no list.</summary>
    public static Type? ElementType(Type type) => type == typeof(string)
        ? null
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            ?.GetGenericArguments()[0];
}
