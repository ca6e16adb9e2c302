namespace Graph.Execution.Schema;

/// <summary>A field by the name of its object type and its own.</summary>
internal readonly record struct FieldCoordinate(string Type, string Field)
{
    /// <summary>As the specification writes it: <c>Query.viewer</c>.</summary>
    public override string ToString() => $"{Type}.{Field}";
}
