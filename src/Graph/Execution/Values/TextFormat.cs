namespace Graph.Execution.Values;

/// <summary>String, ID, URL: as they are.</summary>
internal readonly struct TextFormat : IScalarFormat<string>
{
    public static void Write(JsonBuffer buffer, string value) => JsonText.Write(buffer, value);
}
