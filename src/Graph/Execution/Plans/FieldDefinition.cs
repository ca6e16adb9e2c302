using Graph.Execution.Binding;
using Graph.Execution.Schema;
using Graph.Execution.Values;

namespace Graph.Execution.Plans;

/// <summary>A field of an object type: what the SDL says of it, and what stands behind it. Shared by all plans.</summary>
/// <param name="Coordinate">Its type's name and its own.</param>
/// <param name="Type">The name of its type, without lists.</param>
/// <param name="IsNonNull">Whether it is never null.</param>
/// <param name="IsGuarded">Whether some viewers may not have it.</param>
internal sealed record FieldDefinition(FieldCoordinate Coordinate, string Type, bool IsNonNull, bool IsGuarded)
{
    /// <summary>What is called for it; null for a field that is read from its parent.</summary>
    public FieldBinding? Binding { get; init; }

    /// <summary>How it is read from its parent; null for a field that is called.</summary>
    public FieldReader? Reader { get; init; }

    /// <summary>How its values are written, for a leaf.</summary>
    public ValueWriter? Writer { get; init; }

    /// <summary>The lists around its objects, for what has a selection.</summary>
    public ObjectShape? Shape { get; init; }

    /// <summary>The arguments of one that is selected without any: the SDL's defaults.</summary>
    public required FieldArguments Defaults { get; init; }
}
