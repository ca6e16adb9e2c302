namespace Graph.Execution.Values;

internal readonly struct BooleanFormat : IScalarFormat<bool>
{
    public static void Write(JsonBuffer buffer, bool value) => buffer.Write(value ? "true"u8 : "false"u8);
}
