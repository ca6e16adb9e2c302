namespace Graph.Execution.Values;

/// <summary>Writes the values of a leaf field: scalars, enums, and lists of them.</summary>
/// <param name="isNonNull">Whether the SDL says that it is never null.</param>
internal abstract class ValueWriter(bool isNonNull)
{
    public bool IsNonNull { get; } = isNonNull;

    /// <summary>Writes a value whose CLR type only shows when it comes.</summary>
    public abstract bool WriteObject(DataWriter data, object? value);
}
