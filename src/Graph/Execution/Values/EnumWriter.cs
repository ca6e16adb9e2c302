namespace Graph.Execution.Values;

/// <summary>An enum's values: members of a CLR enum, or the SDL names themselves.</summary>
/// <param name="names">Every value with its SDL name as JSON.</param>
/// <param name="isNonNull">Whether the SDL says that it is never null.</param>
internal sealed class EnumWriter<T>(Dictionary<T, byte[]> names, bool isNonNull) : ValueWriter<T>(isNonNull)
    where T : notnull
{
    public override bool Write(DataWriter data, T value)
    {
        if (value is null)
        {
            return data.WriteNull(IsNonNull);
        }

        data.Buffer.Write(names.TryGetValue(value, out var name) ? name : throw new InvalidOperationException($"The enum has no value '{value}'."));
        return true;
    }
}
