namespace Graph.Execution.Values;

/// <summary>Values of a value type that may be absent.</summary>
internal sealed class NullableWriter<T>(ValueWriter<T> inner) : ValueWriter<T?>(inner.IsNonNull)
    where T : struct
{
    public override bool Write(DataWriter data, T? value) => value is { } present ? inner.Write(data, present) : data.WriteNull(IsNonNull);
}
