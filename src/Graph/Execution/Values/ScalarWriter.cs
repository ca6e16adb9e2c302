namespace Graph.Execution.Values;

internal sealed class ScalarWriter<T, TFormat>(bool isNonNull) : ValueWriter<T>(isNonNull)
    where TFormat : struct, IScalarFormat<T>
{
    public override bool Write(DataWriter data, T value)
    {
        if (value is null)
        {
            return data.WriteNull(IsNonNull);
        }

        TFormat.Write(data.Buffer, value);
        return true;
    }
}
