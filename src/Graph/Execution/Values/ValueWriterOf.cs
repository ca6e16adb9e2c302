namespace Graph.Execution.Values;

/// <typeparam name="T">The CLR type of the values.</typeparam>
internal abstract class ValueWriter<T>(bool isNonNull) : ValueWriter(isNonNull)
{
    /// <returns>False where null is not allowed and nothing else is to be had; what it is about has been told to the writer.</returns>
    public abstract bool Write(DataWriter data, T value);

    public override bool WriteObject(DataWriter data, object? value) => value is null ? data.WriteNull(IsNonNull) : Write(data, (T)value);
}
