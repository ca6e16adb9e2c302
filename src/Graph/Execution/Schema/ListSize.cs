namespace Graph.Execution.Schema;

/// <summary>What <c>@listSize</c> says about a field.</summary>
/// <param name="SlicingArguments">Arguments that say how many items are asked for: an Int such as <c>first</c>, or a list such as <c>ids</c>.</param>
/// <param name="AssumedSize">How many items to expect without a slicing argument.</param>
/// <param name="SizedFields">The fields of a connection that hold the items; empty when the field itself is the list.</param>
internal sealed record ListSize(IReadOnlyList<string> SlicingArguments, int? AssumedSize, IReadOnlyList<string> SizedFields);
