using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>What one selected field costs, but for the numbers that a request gives.</summary>
/// <param name="Node">Where it is selected.</param>
/// <param name="Weight">Of resolving it once.</param>
/// <param name="Below">The fields selected below it.</param>
internal sealed record CostField(GraphQLField Node, long Weight, CostField[] Below)
{
    public string Name => Node.Name.StringValue;

    /// <summary>Whether it is a list itself.</summary>
    public bool IsList { get; init; }

    /// <summary>What <c>@listSize</c> says of it.</summary>
    public ListSize? Size { get; init; }

    /// <summary>The arguments that say how many items are asked for, with their defaults.</summary>
    public IReadOnlyList<(string Name, int? Default)> Slicing { get; init; } = [];

    /// <summary>Null when it is selected without any.</summary>
    public FieldArguments? Arguments { get; init; }

    /// <summary>Whether a request's variables change what it costs.</summary>
    public bool IsVariable => Slicing.Count > 0 && Arguments is { AreVariable: true };
}
