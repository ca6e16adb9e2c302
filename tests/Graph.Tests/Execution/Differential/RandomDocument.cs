namespace Graph.Tests.Execution.Differential;

/// <summary>A document of one operation.</summary>
/// <param name="Text">The GraphQL.</param>
/// <param name="Variables">A JSON object.</param>
internal sealed record RandomDocument(string Text, string Variables);
