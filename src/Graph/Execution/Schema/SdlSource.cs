namespace Graph.Execution.Schema;

/// <summary>One SDL file.</summary>
/// <param name="Name">For problems, e.g. <c>schema/products.graphql</c>.</param>
/// <param name="Text">The SDL.</param>
internal sealed record SdlSource(string Name, string Text);
