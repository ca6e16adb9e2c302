namespace Graph.Execution.Persisted;

/// <summary>A document of the folder.</summary>
/// <param name="Where">For people: its file, and its name in it.</param>
/// <param name="Text">The document.</param>
internal readonly record struct TrustedDocument(string Where, string Text);
