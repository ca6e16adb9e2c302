namespace Graph.Execution.Values;

/// <summary>How a scalar's values stand in JSON.</summary>
/// <typeparam name="T">The CLR type behind the scalar.</typeparam>
internal interface IScalarFormat<in T>
{
    /// <summary>Throws for a value that JSON cannot hold.</summary>
    static abstract void Write(JsonBuffer buffer, T value);
}
